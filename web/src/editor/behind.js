// @ts-check
/** What stands behind a quotation: both texts, who said and approved them, and the footage to play. */

import { hoverTooltip } from "@codemirror/view";

import { button, element } from "./build.js";
import { tell } from "./desk.js";

/** @param {string} file @param {{graphic: (item: string) => boolean}} care */
export function hovers(file, care) {
  return hoverTooltip(async (view, at) => {
    const found = await look(view, file, at);
    if (!found) return null;
    return { pos: found.pinned.start, end: found.pinned.end, above: true, create: () => ({ dom: behind(found, care) }) };
  }, { hoverTime: 250 });
}

/** @param {import("@codemirror/view").EditorView} view @param {string} file @param {number} at @returns {Promise<any>} */
export async function look(view, file, at) {
  const doc = view.state.doc;
  const found = await tell("/api/pin", { file, text: doc.toString(), at }).catch(() => null);
  return view.state.doc.eq(doc) ? found : null;
}

/** @param {any} found @param {{graphic: (item: string) => boolean}} care */
export function behind(found, care) {
  const { pinned } = found;
  const box = element("div", { class: "behind" });
  if (pinned.lost) box.append(element("p", { class: "bad", text: `The pin leads nowhere: ${pinned.lost}` }));
  for (const said of pinned.said) {
    box.append(element("section", { class: said.held_to ? "held" : "" },
      element("h3", { text: `${said.name}, ${said.language}${said.held_to ? ": what the quotation is held to" : ""}` }),
      element("p", { lang: said.language, dir: said.direction, text: said.text || "(no text)" })));
  }
  if (pinned.stale) {
    box.append(element("section", {}, element("h3", { class: "bad", text: `Revision ${pinned.newest} reads` }), element("p", { text: pinned.stale })));
  }
  const facts = [
    ["from", pinned.title], ["time", pinned.times], ["speaker", pinned.speakers.join(", ")],
    ...pinned.approvals.map((/** @type {string} */ one) => ["approved", one]),
    ["verdict", pinned.reason ? `${pinned.verdict}: ${pinned.reason}` : pinned.verdict],
  ];
  box.append(element("dl", {}, ...facts.filter(([, value]) => value).flatMap(([name, value]) =>
    [element("dt", { text: name }), element("dd", {}, element("bdi", { text: value }))])));
  if (found.item && found.span[1] > found.span[0]) box.append(player(found, care));
  return box;
}

/** @param {any} found @param {{graphic: (item: string) => boolean}} care */
function player(found, care) {
  const place = element("div", { class: "plays" });
  const [start, end] = found.span.map((/** @type {number} */ at) => at / 1000);
  const play = () => {
    const video = /** @type {HTMLVideoElement} */ (element("video", { controls: true, playsinline: true, src: `/media/${found.item}#t=${start},${end}` }));
    video.muted = care.graphic(found.item);
    if (video.muted) video.classList.add("veiled");
    // The fragment stops it in most browsers, this in all.
    video.addEventListener("timeupdate", () => {
      if (video.currentTime >= end && !video.paused && !video.dataset.on) {
        video.dataset.on = "yes";
        video.pause();
      }
    });
    place.replaceChildren(video);
    video.play().catch(() => {});
    video.focus();
  };
  place.append(button(care.graphic(found.item) ? "Play (graphic: blurred and without sound)" : "Play", play));
  return place;
}
