// @ts-check
/** The waveform above the rows: click to go there, drag an edge of the segment to move it, wheel to move or zoom. */

import { draw } from "./draw.js";
import { View } from "./view.js";

const NEAR = 7;
const LEAST = 50;

export class Waveform {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {import("../review/store.js").Store} store
   * @param {{seek: (ms: number) => void, choose: (id: string) => void, move: (id: string, start: number, end: number) => void}} told
   */
  constructor(canvas, store, told) {
    this.canvas = canvas;
    this.store = store;
    this.told = told;
    this.view = new View();
    /** @type {import("./draw.js").Peaks | null} */
    this.peaks = null;
    this.active = "";
    this.at = 0;
    this.asked = 0;
    /** @type {{id: string, edge: "start" | "end", start: number, end: number} | null} */
    this.drag = null;
    this.fixed = true;
    new ResizeObserver(() => this.ask()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => ((this.ink = undefined), this.ask()));
    this.ink = /** @type {Record<string, string> | undefined} */ (undefined);
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.pull(event));
    canvas.addEventListener("pointerup", () => this.release());
    canvas.addEventListener("pointercancel", () => ((this.drag = null), this.ask()));
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  /** Show where the footage stands. @param {number} at @param {boolean} follow */
  stand(at, follow) {
    this.at = at;
    if (follow) this.view.follow(at);
    this.ask();
  }

  /** Show a segment as the one worked on. @param {any} segment */
  choose(segment) {
    this.active = segment.id;
    this.view.frame(segment);
    this.ask();
  }

  /** @param {number} factor */
  zoom(factor) {
    this.view.zoom(factor, this.at);
    this.ask();
  }

  ask() {
    this.asked ||= requestAnimationFrame(() => {
      this.asked = 0;
      this.draw();
    });
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width) return;
    const dots = devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * dots) || this.canvas.height !== Math.round(height * dots)) {
      this.canvas.width = Math.round(width * dots);
      this.canvas.height = Math.round(height * dots);
    }
    this.view.width = width;
    this.ink ??= this.inks();
    const on = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    on.setTransform(dots, 0, 0, dots, 0, 0);
    draw(on, this.view, { peaks: this.peaks, segments: this.inView(), active: this.active, at: this.at, ink: this.ink, height });
  }

  inks() {
    const style = getComputedStyle(this.canvas);
    const names = ["wave", "region", "active", "yes", "faint", "head"];
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--wave-${name}`).trim() || "#888"]));
  }

  inView() {
    const from = Math.max(0, this.store.at(this.view.start) - 3);
    const shown = [];
    for (let place = from; place < this.store.order.length; place += 1) {
      const segment = this.store.order[place];
      if (segment.start > this.view.start + this.view.length) break;
      shown.push(this.drag?.id === segment.id ? { ...segment, start: this.drag.start, end: this.drag.end } : segment);
    }
    return shown;
  }

  /** Return the edge of the active segment under the pointer. @param {number} x @returns {"start" | "end" | null} */
  edge(x) {
    const segment = this.store.segments.get(this.active);
    if (!segment || this.fixed) return null;
    const [start, end] = [Math.abs(this.view.x(segment.start) - x), Math.abs(this.view.x(segment.end) - x)];
    if (Math.min(start, end) > NEAR) return null;
    return start <= end ? "start" : "end";
  }

  /** @param {PointerEvent} event */
  press(event) {
    const edge = this.edge(event.offsetX);
    const ms = this.view.ms(event.offsetX);
    if (!edge) {
      const under = this.store.order[this.store.at(ms)];
      if (under && ms < under.end && under.id !== this.active) this.told.choose(under.id);
      return this.told.seek(ms);
    }
    const { start, end } = this.store.get(this.active);
    this.drag = { id: this.active, edge, start, end };
    this.canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  pull(event) {
    if (!this.drag) {
      this.canvas.classList.toggle("on-edge", this.edge(event.offsetX) !== null);
      return;
    }
    const ms = this.view.ms(event.offsetX);
    if (this.drag.edge === "start") this.drag.start = Math.max(0, Math.min(ms, this.drag.end - LEAST));
    else this.drag.end = Math.max(ms, this.drag.start + LEAST);
    this.ask();
  }

  release() {
    const drag = this.drag;
    this.drag = null;
    if (drag) this.told.move(drag.id, drag.start, drag.end);
    this.ask();
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    event.preventDefault();
    if (event.ctrlKey) this.view.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.view.ms(event.offsetX));
    else this.view.start = Math.max(0, this.view.start + ((event.deltaY + event.deltaX) / this.view.width) * this.view.length);
    this.ask();
  }
}
