// @ts-check
/** Draw the timeline: what was seen where, what proves nothing, what is marked, where the footage stands. */

import { moment } from "../review/clock.js";
import { patternOf } from "./patterns.js";

const RULER = 16;
const SMALL = 8;
export const LANES = 4;

/** @typedef {{start: number, end: number, item: number, letter: string, state: string, lane: number, number: number}} Block */
/** @typedef {{blocks: Block[], taught: {start: number, end: number}[], marked: {start: number, end: number} | null, chosen: number, at: number, ink: Record<string, string>, height: number, lanes: number}} Scene */

/** @param {CanvasRenderingContext2D} on @param {import("./window.js").Window} view @param {Scene} scene */
export function draw(on, view, scene) {
  const { height, ink } = scene;
  on.clearRect(0, 0, view.width, height);
  for (const span of scene.taught) hatched(on, view, span, scene);
  for (const block of scene.blocks) stretch(on, view, block, scene);
  if (scene.marked) marked(on, view, scene.marked, scene);
  ruler(on, view, height, ink.faint);
  on.fillStyle = ink.head;
  on.fillRect(Math.round(view.x(scene.at)) - 1, 0, 2, height);
}

/** @param {import("./window.js").Window} view @param {{start: number, end: number}} span */
function edges(view, span) {
  const [from, to] = [Math.max(-4, view.x(span.start)), Math.min(view.width + 4, view.x(span.end))];
  return { from, wide: Math.max(2, to - from), isSeen: to > -3 && from < view.width + 3 };
}

/** @param {CanvasRenderingContext2D} on @param {import("./window.js").Window} view @param {{start: number, end: number}} span @param {Scene} scene */
function hatched(on, view, span, scene) {
  const { from, wide, isSeen } = edges(view, span);
  if (!isSeen) return;
  on.fillStyle = patternOf(on, 1, scene.ink.faint) ?? scene.ink.faint;
  on.fillRect(from, 0, wide, scene.height - RULER);
  on.strokeStyle = scene.ink.faint;
  on.strokeRect(from + 0.5, 0.5, wide - 1, scene.height - RULER - 1);
}

/** @param {CanvasRenderingContext2D} on @param {import("./window.js").Window} view @param {Block} block @param {Scene} scene */
function stretch(on, view, block, scene) {
  const { from, wide, isSeen } = edges(view, block);
  if (!isSeen) return;
  const tall = (scene.height - RULER - 4) / scene.lanes;
  const [top, high] = [2 + block.lane * tall, tall - 3];
  const colour = scene.ink[`item-${block.item % 8}`];
  const isOut = block.state === "rejected" || block.state === "distractor";
  if (wide < SMALL) return speck(on, colour, { from, top, wide, high }, isOut);
  if (!isOut) fill(on, block, colour, { from, top, wide, high });
  frame(on, block, block.number === scene.chosen ? scene.ink.head : colour, { from, top, wide, high, thick: block.number === scene.chosen ? 3 : 1.5 });
  if (wide < 14) return;
  on.fillStyle = isOut ? scene.ink.faint : scene.ink.text;
  on.font = "600 12px system-ui, sans-serif";
  on.textBaseline = "middle";
  const mark = block.state === "confirmed" ? "✓" : block.state === "rejected" ? "×" : "";
  on.fillText(block.letter + mark, Math.max(2, from + 4), top + high / 2 + 1, wide - 5);
}

/** Draw a stretch that is too short for a pattern. @param {CanvasRenderingContext2D} on @param {string} colour @param {{from: number, top: number, wide: number, high: number}} box @param {boolean} isOut */
function speck(on, colour, box, isOut) {
  on.globalAlpha = isOut ? 0.3 : 0.9;
  on.fillStyle = colour;
  on.fillRect(box.from, box.top, box.wide, box.high);
  on.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} on @param {Block} block @param {string} colour @param {{from: number, top: number, wide: number, high: number}} box */
function fill(on, block, colour, box) {
  on.globalAlpha = block.state === "confirmed" ? 0.55 : 0.25;
  on.fillStyle = colour;
  on.fillRect(box.from, box.top, box.wide, box.high);
  const pattern = patternOf(on, Math.floor(block.item / 8) + (block.item % 8), colour);
  if (pattern) {
    on.fillStyle = pattern;
    on.fillRect(box.from, box.top, box.wide, box.high);
  }
  on.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} on @param {Block} block @param {string} ink @param {{from: number, top: number, wide: number, high: number, thick: number}} box */
function frame(on, block, ink, box) {
  on.strokeStyle = ink;
  on.lineWidth = box.thick;
  on.setLineDash(block.state === "confirmed" ? [] : [4, 3]);
  on.strokeRect(box.from + 0.75, box.top + 0.75, Math.max(1, box.wide - 1.5), box.high - 1.5);
  on.setLineDash([]);
  on.lineWidth = 1;
}

/** @param {CanvasRenderingContext2D} on @param {import("./window.js").Window} view @param {{start: number, end: number}} span @param {Scene} scene */
function marked(on, view, span, scene) {
  const { from, wide } = edges(view, span);
  on.globalAlpha = 0.45;
  on.fillStyle = scene.ink.mark;
  on.fillRect(from, 0, wide, scene.height);
  on.globalAlpha = 1;
  on.fillStyle = scene.ink.head;
  on.fillRect(from, 0, 1, scene.height);
  on.fillRect(from + wide - 1, 0, 1, scene.height);
}

/** @param {CanvasRenderingContext2D} on @param {import("./window.js").Window} view @param {number} height @param {string} ink */
function ruler(on, view, height, ink) {
  const steps = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000];
  const step = steps.find((each) => (each / view.length) * view.width > 70) ?? 3_600_000;
  on.fillStyle = ink;
  on.font = "11px system-ui, sans-serif";
  on.textBaseline = "alphabetic";
  on.fillRect(0, height - RULER, view.width, 1);
  for (let at = Math.ceil(view.start / step) * step; at < view.start + view.length; at += step) {
    on.fillRect(Math.round(view.x(at)), height - RULER, 1, 6);
    on.fillText(moment(at).replace(/\.0$/, ""), Math.round(view.x(at)) + 3, height - 3);
  }
}
