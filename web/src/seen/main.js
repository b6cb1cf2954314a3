// @ts-check
/** The page of what was seen before comes alive: keys, clicks, and the first sighting that nobody has judged. */

import { Keyboard } from "../keys/keyboard.js";
import { Sheet } from "../keys/sheet.js";
import { SEEN_DEEDS } from "./deeds.js";
import { Seen } from "./seen.js";
import { token } from "./token.js";

const BACK = 1_500;
const main = /** @type {HTMLElement} */ (document.querySelector("[data-seen]"));
const seen = new Seen(main);
const { pair, timeline } = seen;
const keyboard = new Keyboard(JSON.parse(main.dataset.keys ?? "{}"), (name) => deeds[name]?.(), SEEN_DEEDS);
const sheet = new Sheet(/** @type {HTMLDialogElement} */ (seen.part("[data-keys-sheet]")), keyboard, keep);

/** @type {Record<string, () => unknown>} */
const deeds = {
  play: () => pair.toggle(),
  replay: () => pair.replay(),
  back: () => pair.seek(pair.at - BACK),
  forward: () => pair.seek(pair.at + BACK),
  slower: () => seen.say(`${pair.faster(-1)} times`),
  faster: () => seen.say(`${pair.faster(1)} times`),
  "frame-back": () => pair.frame(-1),
  "frame-forward": () => pair.frame(1),
  "hear-here": () => seen.hear("here"),
  "hear-there": () => seen.hear("there"),
  "hear-none": () => seen.hear("none"),
  flip: () => seen.flip(!seen.flips),
  next: () => seen.go(1, false),
  previous: () => seen.go(-1, false),
  "next-open": () => seen.go(1, true),
  "previous-open": () => seen.go(-1, true),
  confirm: () => seen.judge("confirmed"),
  reject: () => seen.judge("rejected"),
  teach: () => seen.teach(),
  "mark-start": () => seen.markEdge("start"),
  "mark-end": () => seen.markEdge("end"),
  "mark-sighting": () => seen.markSighting(),
  "zoom-in": () => timeline.zoom(0.6),
  "zoom-out": () => timeline.zoom(1.6),
  whole: () => timeline.whole(),
  help: () => sheet.open(),
};

/** @param {Record<string, string[]>} chosen */
async function keep(chosen) {
  const answer = await fetch("/api/me/preferences/seen-keys", {
    method: "PUT",
    headers: { "Content-Type": "application/json", "X-Desk-Token": token() },
    body: JSON.stringify(chosen),
  });
  if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
}

/** @param {MouseEvent} event */
function click(event) {
  const at = /** @type {HTMLElement} */ (event.target);
  if (at.closest("dialog")) return;
  const act = /** @type {HTMLElement | null} */ (at.closest("[data-act]"))?.dataset.act;
  if (act === "teach") {
    event.preventDefault();
    return seen.teach(at.closest("[data-sighting]"));
  }
  if (act) return deeds[act]?.();
  const row = /** @type {HTMLElement | null} */ (at.closest("[data-sighting]"));
  if (row && (at.closest("[data-look]") || !at.closest("a, button, input, label, summary, details"))) {
    event.preventDefault();
    seen.choose(Number(row.dataset.sighting));
  } else if (at.closest("video, .screen img")) pair.toggle();
}

keyboard.listen(document.documentElement);
main.addEventListener("click", click);
// A veil that is lifted lets its own side be heard, where that is the one chosen.
main.addEventListener("click", (event) => {
  if (/** @type {HTMLElement} */ (event.target).closest(".lift")) setTimeout(() => pair.hear(pair.heard));
});
main.classList.add("ready");
seen.read();
seen.hear("here");
const asked = Number(/^#s(\d+)$/.exec(location.hash)?.[1] ?? 0);
const first = seen.rows.find((row) => row.number === asked) ?? seen.rows.find((row) => row.state === "suggested") ?? seen.rows[0];
if (first) seen.choose(first.number);
timeline.whole();
performance.mark("seen-ready");
