// @ts-check
/** The timeline of an item: click to go there, drag to mark a stretch, wheel or keys to move and zoom. */

import { moment } from "../review/clock.js";
import { draw, LANES } from "./draw.js";
import { lanesOf } from "./lanes.js";
import { Window } from "./window.js";

const DRAGS = 4;
const LEAST = 100;

export class Timeline {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number} duration milliseconds
   * @param {{seek: (ms: number) => void, choose: (number: number) => void, mark: (span: {start: number, end: number}) => void}} told
   */
  constructor(canvas, duration, told) {
    this.canvas = canvas;
    this.told = told;
    this.view = new Window(duration);
    /** @type {import("./draw.js").Block[]} */
    this.blocks = [];
    /** @type {{start: number, end: number}[]} */
    this.taught = [];
    /** @type {{start: number, end: number} | null} */
    this.marked = null;
    this.chosen = 0;
    this.at = 0;
    this.asked = 0;
    this.lanes = 1;
    this.drag = /** @type {{from: number, x: number, moved: boolean} | null} */ (null);
    this.ink = /** @type {Record<string, string> | undefined} */ (undefined);
    new ResizeObserver(() => this.ask()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => ((this.ink = undefined), this.ask()));
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.pull(event));
    canvas.addEventListener("pointerup", (event) => this.release(event));
    canvas.addEventListener("pointercancel", () => (this.drag = null));
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  /** Show what was seen, and what proves nothing. @param {Omit<import("./draw.js").Block, "lane">[]} blocks @param {{start: number, end: number}[]} taught */
  take(blocks, taught) {
    const lanes = lanesOf(blocks, LANES);
    this.blocks = blocks.map((block, place) => ({ ...block, lane: lanes[place] }));
    this.lanes = Math.max(1, ...lanes.map((lane) => lane + 1));
    this.taught = taught;
    this.ask();
  }

  /** @param {{number: number, start: number, end: number}} sighting */
  choose(sighting) {
    this.chosen = sighting.number;
    this.view.frame(sighting);
    this.ask();
  }

  /** Show where the footage stands. @param {number} at @param {boolean} follow */
  stand(at, follow) {
    this.at = at;
    if (follow) this.view.follow(at);
    this.ask();
  }

  /** @param {number} factor */
  zoom(factor) {
    this.view.zoom(factor, this.at);
    this.ask();
  }

  whole() {
    this.view.whole();
    this.ask();
  }

  /** @param {{start: number, end: number} | null} span */
  mark(span) {
    this.marked = span;
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
    draw(on, this.view, { blocks: this.blocks, taught: this.taught, marked: this.marked, chosen: this.chosen, at: this.at, ink: this.ink, height, lanes: this.lanes });
    this.say();
  }

  inks() {
    const style = getComputedStyle(this.canvas);
    const items = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `item-${n}`);
    return Object.fromEntries([...items, "text", "faint", "head", "mark"].map((name) => [name, style.getPropertyValue(`--seen-${name}`).trim() || "#888"]));
  }

  /** Tell a screen reader where the footage stands, and what was seen there. */
  say() {
    const here = this.blocks.filter((block) => block.start <= this.at && this.at < block.end && block.state !== "rejected");
    const seen = here.length ? `seen in ${here.map((block) => block.letter).join(", ")}` : "not seen";
    const said = `${moment(this.at)}, ${seen}; shown from ${moment(this.view.start)} to ${moment(this.view.start + this.view.length)}`;
    if (this.canvas.getAttribute("aria-valuetext") === said) return;
    this.canvas.setAttribute("aria-valuenow", String(Math.round(this.at)));
    this.canvas.setAttribute("aria-valuetext", said);
  }

  /** @param {PointerEvent} event */
  press(event) {
    this.drag = { from: this.view.ms(event.offsetX), x: event.offsetX, moved: false };
    this.canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  pull(event) {
    if (!this.drag) return;
    this.drag.moved ||= Math.abs(event.offsetX - this.drag.x) > DRAGS;
    if (!this.drag.moved) return;
    const to = this.view.ms(event.offsetX);
    this.mark({ start: Math.round(Math.min(this.drag.from, to)), end: Math.round(Math.max(this.drag.from, to)) });
  }

  /** @param {PointerEvent} event */
  release(event) {
    const drag = this.drag;
    this.drag = null;
    if (!drag) return;
    if (drag.moved && this.marked && this.marked.end - this.marked.start >= LEAST) return this.told.mark(this.marked);
    const under = this.under(event);
    if (under && under.number !== this.chosen) this.told.choose(under.number);
    this.told.seek(drag.from);
  }

  /** Return the stretch under the pointer. @param {PointerEvent} event */
  under(event) {
    const ms = this.view.ms(event.offsetX);
    const lane = Math.floor((event.offsetY / (this.canvas.clientHeight - 20)) * this.lanes);
    const near = (4 / this.view.width) * this.view.length;
    return this.blocks.find((block) => block.lane === lane && ms >= block.start - near && ms < block.end + near);
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    // Without a key the wheel moves the page; the timeline takes what is meant for it.
    if (!event.ctrlKey && !event.shiftKey && !event.deltaX) return;
    event.preventDefault();
    if (event.ctrlKey) this.view.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.view.ms(event.offsetX));
    else this.view.move(this.view.start + ((event.deltaY + event.deltaX) / this.view.width) * this.view.length);
    this.ask();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = this.view.length / 50;
    const to = { ArrowLeft: this.at - step, ArrowRight: this.at + step, PageUp: this.at + step * 10, PageDown: this.at - step * 10, Home: 0, End: this.view.duration }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const ms = Math.max(0, Math.min(this.view.duration, to));
    this.view.follow(ms);
    this.told.seek(ms);
  }
}
