// @ts-check
/** Which stretch of an item the timeline shows: never more than there is, never before its start or after its end. */

const SHORTEST = 4_000;

export class Window {
  /** @param {number} duration milliseconds */
  constructor(duration) {
    this.duration = Math.max(1, duration);
    this.start = 0;
    this.length = this.duration;
    this.width = 1;
  }

  /** @param {number} ms */
  x(ms) {
    return ((ms - this.start) / this.length) * this.width;
  }

  /** @param {number} x */
  ms(x) {
    return Math.max(0, Math.min(this.duration, this.start + (x / this.width) * this.length));
  }

  /** @param {number} factor below 1 is closer @param {number} around a moment that keeps its place */
  zoom(factor, around) {
    const length = Math.min(this.duration, Math.max(Math.min(SHORTEST, this.duration), this.length * factor));
    const share = Math.max(0, Math.min(1, (around - this.start) / this.length));
    this.length = length;
    this.move(around - share * length);
  }

  /** @param {number} start */
  move(start) {
    this.start = Math.max(0, Math.min(this.duration - this.length, start));
  }

  whole() {
    this.length = this.duration;
    this.start = 0;
  }

  /** Bring a stretch into view, closer where it would be too small to see. @param {{start: number, end: number}} span */
  frame(span) {
    const least = (span.end - span.start) * 1.2;
    if (least > this.length) this.length = Math.min(this.duration, least);
    if ((span.end - span.start) / this.length < 0.02) this.length = Math.min(this.duration, Math.max(SHORTEST, (span.end - span.start) * 12));
    const inside = span.start >= this.start && span.end <= this.start + this.length;
    if (!inside) this.move((span.start + span.end - this.length) / 2);
  }

  /** Turn the page when a moment leaves the view. @param {number} ms */
  follow(ms) {
    if (ms < this.start || ms > this.start + this.length) this.move(ms - this.length * 0.1);
  }
}
