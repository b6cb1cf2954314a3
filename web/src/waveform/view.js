// @ts-check
/** Which stretch of the footage the waveform shows, and where a moment lies in it. */

const SHORTEST = 2_000;
const LONGEST = 180_000;

export class View {
  constructor() {
    this.start = 0;
    this.length = 20_000;
    this.duration = 0;
    this.width = 1;
  }

  /** @param {number} ms */
  x(ms) {
    return ((ms - this.start) / this.length) * this.width;
  }

  /** @param {number} x */
  ms(x) {
    return Math.max(0, Math.round(this.start + (x / this.width) * this.length));
  }

  /** Turn the page when a moment leaves the view; return whether it turned. @param {number} ms */
  follow(ms) {
    if (ms >= this.start && ms < this.start + this.length * 0.95) return false;
    this.start = Math.max(0, ms - this.length * 0.1);
    return true;
  }

  /** Show a stretch with room on both sides. @param {{start: number, end: number}} span */
  frame(span) {
    const room = Math.max(1_500, (span.end - span.start) * 0.4);
    const wanted = span.end - span.start + 2 * room;
    if (wanted > this.length) this.length = Math.min(LONGEST, wanted);
    const inside = span.start - room >= this.start && span.end + room <= this.start + this.length;
    if (!inside) this.start = Math.max(0, (span.start + span.end - this.length) / 2);
  }

  /** @param {number} factor below 1 is closer @param {number} around a moment that keeps its place */
  zoom(factor, around) {
    const length = Math.max(SHORTEST, Math.min(LONGEST, this.length * factor));
    const share = (around - this.start) / this.length;
    this.start = Math.max(0, around - Math.max(0, Math.min(1, share)) * length);
    this.length = length;
  }
}
