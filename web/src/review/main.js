// @ts-check
/** The review page comes alive: read the sitting, draw the rows, listen to keys and clicks. */

import { Keyboard } from "../keys/keyboard.js";
import { Sheet } from "../keys/sheet.js";
import { acts } from "./acts.js";
import { Desk } from "./desk.js";
import { caretAt } from "./caret.js";
import { Panel } from "./panel.js";
import { peaksOf } from "./peaks.js";
import { beat } from "./presence.js";
import { Quoting } from "./quoting.js";

const main = /** @type {HTMLElement} */ (document.querySelector("[data-review]"));
const desk = new Desk(main);
const panel = new Panel(desk);
const quoting = new Quoting(desk);
const keyboard = new Keyboard(JSON.parse(main.dataset.keys ?? "{}"), (name, event) => deeds[name]?.(event));
const sheet = new Sheet(/** @type {HTMLDialogElement} */ (desk.part("[data-keys-sheet]")), keyboard, (chosen) => desk.api.ask("/api/me/preferences/keys", { method: "PUT", body: JSON.stringify(chosen) }));
const deeds = acts(desk, { panel, sheet, quote: () => quoting.quote(), still: () => quoting.still() });

keyboard.listen(document.documentElement);
main.addEventListener("input", (event) => {
  const area = /** @type {HTMLTextAreaElement} */ (event.target);
  if (area.matches("[data-rows] textarea")) desk.typed(area);
});
main.addEventListener("focusin", (event) => {
  const area = /** @type {HTMLElement} */ (event.target);
  if (area.matches("[data-rows] textarea")) desk.side = /** @type {any} */ (area.dataset.side);
});
main.addEventListener("click", click);
main.addEventListener("change", (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  if (box.matches("[data-plays]")) desk.playsOnEntry = box.checked;
});

/** @param {MouseEvent} event */
function click(event) {
  const at = /** @type {HTMLElement} */ (event.target);
  if (at.closest("dialog")) return;
  const row = /** @type {HTMLElement | null} */ (at.closest("[data-rows] [data-id]"));
  const act = /** @type {HTMLElement | null} */ (at.closest("[data-act]"))?.dataset.act;
  if (row && !at.closest("textarea")) {
    const side = /** @type {any} */ (/** @type {HTMLElement | null} */ (at.closest(".side"))?.dataset.side);
    if (!act && !getSelection()?.isCollapsed) return;
    const caret = side ? caretAt(event, row) : undefined;
    desk.enter(row.dataset.id ?? "", { side, caret, play: act ? false : undefined });
  }
  if (act) deeds[act]?.(event);
}

async function begin() {
  try {
    await desk.ask("sitting");
  } catch (failure) {
    desk.failed(failure);
    return;
  }
  const asked = decodeURIComponent(location.hash.slice(1));
  const [at, wanted] = [Number(/^t=([0-9.]+)/.exec(asked)?.[1]) * 1000, desk.store.segments.get(asked)];
  const first = wanted ?? (at ? desk.store.order[Math.max(0, desk.store.at(at))] : undefined) ?? desk.store.order.find((segment) => !segment.approved) ?? desk.store.order[0];
  if (first) desk.enter(first.id, { play: false });
  performance.mark("review-ready");
  desk.typing.flush();
  beat(desk);
  desk.waveform.peaks = await peaksOf(desk);
  desk.waveform.ask();
}

begin();
