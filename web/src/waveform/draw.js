// @ts-check
/** Draw the waveform: peaks, the segments in view, the playhead. Time runs left to right in every language. */

import { moment } from "../review/clock.js";

/** @typedef {{perSecond: number, values: number[] | Uint8Array, top: number}} Peaks */

/**
 * @param {CanvasRenderingContext2D} on
 * @param {import("./view.js").View} view
 * @param {{peaks: Peaks | null, segments: any[], active: string, at: number, ink: Record<string, string>, height: number}} scene
 */
export function draw(on, view, scene) {
  const { height, ink } = scene;
  on.clearRect(0, 0, view.width, height);
  for (const segment of scene.segments) region(on, view, segment, segment.id === scene.active, scene);
  if (scene.peaks) peaks(on, view, scene.peaks, height, ink.wave);
  ruler(on, view, height, ink.faint);
  const x = Math.round(view.x(scene.at));
  on.fillStyle = ink.head;
  on.fillRect(x - 1, 0, 2, height);
}

/** @param {CanvasRenderingContext2D} on @param {import("./view.js").View} view @param {any} segment @param {boolean} active @param {any} scene */
function region(on, view, segment, active, scene) {
  const [from, to] = [view.x(segment.start), view.x(segment.end)];
  on.fillStyle = active ? scene.ink.active : segment.approved ? scene.ink.yes : scene.ink.region;
  on.fillRect(from, 0, Math.max(1, to - from), scene.height);
  on.fillStyle = active ? scene.ink.head : scene.ink.faint;
  const edge = active ? 2 : 1;
  on.fillRect(from, 0, edge, scene.height);
  on.fillRect(to - edge, 0, edge, scene.height);
}

/** @param {CanvasRenderingContext2D} on @param {import("./view.js").View} view @param {Peaks} peaks @param {number} height @param {string} ink */
function peaks(on, view, peaks, height, ink) {
  const middle = height / 2;
  const scale = (height * 0.46) / peaks.top;
  on.fillStyle = ink;
  for (let x = 0; x < view.width; x += 1) {
    const from = Math.floor((view.ms(x) / 1000) * peaks.perSecond);
    const to = Math.max(from + 1, Math.floor((view.ms(x + 1) / 1000) * peaks.perSecond));
    let high = 0;
    for (let place = from; place < to && place < peaks.values.length; place += 1) high = Math.max(high, peaks.values[place]);
    const tall = Math.max(0.5, high * scale);
    on.fillRect(x, middle - tall, 1, tall * 2);
  }
}

/** @param {CanvasRenderingContext2D} on @param {import("./view.js").View} view @param {number} height @param {string} ink */
function ruler(on, view, height, ink) {
  const step = [500, 1_000, 2_000, 5_000, 10_000, 30_000].find((each) => (each / view.length) * view.width > 70) ?? 60_000;
  on.fillStyle = ink;
  on.font = "11px system-ui, sans-serif";
  for (let at = Math.ceil(view.start / step) * step; at < view.start + view.length; at += step) {
    on.fillRect(Math.round(view.x(at)), height - 5, 1, 5);
    on.fillText(moment(at), Math.round(view.x(at)) + 3, height - 3);
  }
}
