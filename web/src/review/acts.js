// @ts-check
/** What each deed of the keyboard, and each button, does. */

import { cutOf } from "./splitting.js";
import { assign, rename } from "./speakers.js";

const STEP = 100;
const JUMP = 1_500;

/**
 * Return the deeds by name.
 * @param {import("./desk.js").Desk} desk
 * @param {{panel: import("./panel.js").Panel, sheet: {open: () => void}, quote: () => void, still: () => void}} more
 * @returns {Record<string, (event?: Event) => unknown>}
 */
export function acts(desk, more) {
  const { player, store } = desk;
  const here = () => store.segments.get(desk.active);
  const decide = (/** @type {string} */ what) => desk.active && desk.decide({ do: what, segment: desk.active });
  const deeds = {
    play: () => player.toggle(),
    replay: () => { const segment = here(); if (segment) player.hear(segment); },
    hear: () => deeds.replay(),
    back: () => player.seek(player.at - JUMP),
    forward: () => player.seek(player.at + JUMP),
    slower: () => desk.status.say(`${player.rate(-1)} × speed`),
    faster: () => desk.status.say(`${player.rate(1)} × speed`),
    next: () => go(desk, 1),
    previous: () => go(desk, -1),
    "next-open": () => goOpen(desk, 1),
    "previous-open": () => goOpen(desk, -1),
    "other-side": () => desk.enter(desk.active, { play: false, side: desk.side === "original" ? "translation" : "original" }),
    leave: () => desk.part("[data-after]").focus(),
    approve: () => decide("approve"),
    "approve-next": () => approveAndGo(desk),
    withdraw: () => decide("withdraw"),
    undo: () => again(desk, "undo", "Undone."),
    redo: () => again(desk, "redo", "Done again."),
    commit: () => commit(desk),
    split: () => split(desk),
    merge: () => merge(desk),
    "nudge-earlier": () => nudge(desk, -STEP, 0),
    "nudge-later": () => nudge(desk, STEP, 0),
    "nudge-end-earlier": () => nudge(desk, 0, -STEP),
    "nudge-end-later": () => nudge(desk, 0, STEP),
    "start-here": () => place(desk, (segment) => [player.at, segment.end]),
    "end-here": () => place(desk, (segment) => [segment.start, player.at]),
    rename: () => rename(desk),
    quote: more.quote,
    still: more.still,
    note: () => more.panel.note(),
    history: () => more.panel.history(),
    "zoom-in": () => desk.waveform.zoom(0.6),
    "zoom-out": () => desk.waveform.zoom(1.6),
    help: () => more.sheet.open(),
    unveil: () => unveil(desk),
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`speaker-${n}`, () => assign(desk, n)])),
  };
  return deeds;
}

/** @param {import("./desk.js").Desk} desk @param {number} step */
function go(desk, step) {
  const place = Math.max(0, Math.min(desk.store.order.length - 1, desk.store.place(desk.active) + step));
  const segment = desk.store.order[place];
  if (segment) desk.enter(segment.id);
}

/** @param {import("./desk.js").Desk} desk @param {number} step */
function goOpen(desk, step) {
  const { order } = desk.store;
  for (let place = desk.store.place(desk.active) + step; place >= 0 && place < order.length; place += step) {
    if (!order[place].approved) return desk.enter(order[place].id);
  }
  return desk.status.say(step > 0 ? "Nothing open from here on." : "Nothing open before here.");
}

/** @param {import("./desk.js").Desk} desk */
async function approveAndGo(desk) {
  const id = desk.active;
  if (!id) return;
  const done = await desk.decide({ do: "approve", segment: id });
  if (!done || desk.active !== id) return;
  if (desk.store.place(id) === desk.store.order.length - 1) desk.status.say("That was the last segment.");
  else go(desk, 1);
}

/** @param {import("./desk.js").Desk} desk @param {string} what @param {string} said */
async function again(desk, what, said) {
  await desk.decideNow();
  if (!(await desk.typing.flush())) return desk.status.say("Not done: what you typed is not saved yet.", "bad");
  try {
    await desk.ask(what, {});
    desk.status.say(said);
  } catch (failure) {
    desk.failed(failure);
  }
}

/** @param {import("./desk.js").Desk} desk */
async function commit(desk) {
  await desk.decideNow();
  if (!(await desk.typing.flush())) return desk.status.say("No revision: what you typed is not saved yet.", "bad");
  try {
    const answer = await desk.ask("commit", {});
    desk.status.say(answer.made ? `Revision ${answer.made} is made. It can be quoted now.` : "Nothing new is decided: no revision.");
  } catch (failure) {
    desk.failed(failure);
  }
}

/** @param {import("./desk.js").Desk} desk */
async function split(desk) {
  const segment = desk.store.segments.get(desk.active);
  const area = desk.area();
  if (!segment || !area) return;
  const cut = cutOf(segment, desk.side, area.selectionStart, desk.player.at);
  const answer = await desk.decide({ do: "split", segment: segment.id, ...cut });
  if (answer) desk.enter(segment.id, { play: false });
}

/** @param {import("./desk.js").Desk} desk */
async function merge(desk) {
  const next = desk.store.order[desk.store.place(desk.active) + 1];
  if (!desk.active || !next) return desk.status.say("There is no next segment to join with.");
  const answer = await desk.decide({ do: "merge", segment: desk.active, others: [next.id] }, [desk.active, next.id]);
  if (answer) desk.enter(desk.store.segments.has(desk.active) ? desk.active : next.id, { play: false });
}

/** @param {import("./desk.js").Desk} desk @param {number} start @param {number} end */
function nudge(desk, start, end) {
  return place(desk, (segment) => [segment.start + start, segment.end + end], start ? "start" : "end");
}

/**
 * Move the segment; moves made quickly one after another are one decision.
 * @param {import("./desk.js").Desk} desk
 * @param {(segment: import("./store.js").Segment) => [number, number]} how
 * @param {string} [edge]
 */
function place(desk, how, edge = "") {
  const segment = desk.store.segments.get(desk.active);
  if (!segment) return;
  const [start, end] = how(segment).map((ms) => Math.max(0, Math.round(ms)));
  if (end - start < 50) return desk.status.say("A segment cannot end before it starts.", "bad");
  segment.start = start;
  segment.end = end;
  desk.waveform.choose(segment);
  desk.list.refresh([segment.id], desk.store.order);
  if (edge) desk.player.hear(edge === "start" ? { start, end: Math.min(end, start + 700) } : { start: Math.max(start, end - 700), end });
  desk.decideSoon({ do: "span", segment: segment.id, start, end });
}

/** Show graphic footage that was veiled, and let it be heard. @param {import("./desk.js").Desk} desk */
function unveil(desk) {
  desk.part("[data-screen]").classList.remove("veiled");
  desk.part(".unveil").remove();
  desk.player.video.muted = false;
}
