// @ts-check
/** Two players locked together: what one does the other does along the line, and drift is made good. */

const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];
const JUMP = 250;
const DRIFT = 30;
const STILLS_EVERY = 1_000;

export class Pair {
  /** @param {import("./side.js").Side} here @param {import("./side.js").Side} there @param {(ms: number, plays: boolean) => void} told called with where this item stands */
  constructor(here, there, told) {
    this.here = here;
    this.there = there;
    this.told = told;
    this.line = /** @type {import("./line.js").Line | null} */ (null);
    this.until = /** @type {number | null} */ (null);
    this.rate = 1;
    this.asked = 0;
    this.stillAt = 0;
    this.heard = /** @type {"here" | "there" | "none"} */ ("here");
    for (const side of [here, there]) this.bind(side);
  }

  /** @param {import("./side.js").Side} side */
  bind(side) {
    const other = side === this.here ? this.there : this.here;
    side.told = () => this.settle();
    side.video.addEventListener("play", () => this.begin(other));
    side.video.addEventListener("pause", () => this.end(side, other));
    side.video.addEventListener("seeking", () => side.strays() && this.jump(side, side.video.currentTime * 1000));
    side.video.addEventListener("seeked", () => this.tell());
    side.video.addEventListener("loadeddata", () => this.tell());
  }

  /** Return the side that sets the time: this item, unless only the other one can be played. */
  get lead() {
    return this.here.plays || !this.there.plays ? this.here : this.there;
  }

  get playing() {
    return this.lead.playing;
  }

  /** Return where this item stands, in milliseconds. */
  get at() {
    if (this.lead === this.here || !this.line) return this.here.at;
    return this.line.back(this.there.at);
  }

  /** Put both at the start of a sighting. @param {import("./line.js").Line} line */
  take(line) {
    this.pause();
    this.line = line;
    this.until = null;
    this.speeds();
    this.seek(line.here.start);
  }

  /** Send both to a moment of this item. @param {number} ms */
  seek(ms) {
    this.until = null;
    this.go(Math.max(0, ms));
  }

  /** @param {number} ms */
  go(ms) {
    this.here.seek(ms);
    if (this.line) this.there.seek(this.line.there(ms));
    this.tell();
  }

  /** Somebody moved one side by other means than this page's: the other follows. @param {import("./side.js").Side} side @param {number} ms */
  jump(side, ms) {
    side.sent = ms / 1000;
    side.stood = ms;
    this.until = null;
    if (!this.line) return;
    if (side === this.here) this.there.seek(this.line.there(ms));
    else this.here.seek(this.line.back(ms));
    this.tell();
  }

  toggle() {
    if (this.playing) this.pause();
    else {
      this.until = null;
      this.lead.start();
    }
  }

  /** Play the stretch of the sighting and stop at its end. */
  replay() {
    if (!this.line) return;
    this.go(this.line.here.start);
    this.until = this.line.here.end;
    this.lead.start();
  }

  pause() {
    this.here.stop();
    this.there.stop();
  }

  /** @param {number} step +1 or -1 frame of the side that sets the time */
  frame(step) {
    this.pause();
    const moment = this.lead.beside(step);
    this.seek(this.lead === this.here || !this.line ? moment : this.line.back(moment));
  }

  /** @param {number} step +1 or -1; return the rate that holds now */
  faster(step) {
    this.rate = RATES[Math.max(0, Math.min(RATES.length - 1, RATES.indexOf(this.rate) + step))];
    this.speeds();
    return this.rate;
  }

  /** @param {"here" | "there" | "none"} which */
  hear(which) {
    this.heard = which;
    this.here.hear(which === "here");
    this.there.hear(which === "there");
  }

  speeds() {
    this.here.video.playbackRate = this.rate;
    this.there.video.playbackRate = this.rate * (this.line?.ratio ?? 1);
  }

  /** @param {import("./side.js").Side} other */
  begin(other) {
    if (this.reaches(other)) other.start();
    this.watch();
  }

  /** A side paused: by a person, or because its footage ended, which the other outlives. @param {import("./side.js").Side} side @param {import("./side.js").Side} other */
  end(side, other) {
    const isOver = side.video.ended && side !== this.lead;
    if (isOver || !this.reaches(side)) return;
    other.stop();
    this.tell();
  }

  /** Tell whether a side has footage where the line leads now. @param {import("./side.js").Side} side */
  reaches(side) {
    if (!this.line || side === this.lead) return true;
    const wanted = this.wanted(side);
    return wanted >= 0 && wanted < side.end - 50;
  }

  /** Return where a side should stand by the one that sets the time. @param {import("./side.js").Side} side */
  wanted(side) {
    if (!this.line) return side.at;
    return side === this.there ? this.line.there(this.here.at) : this.line.back(this.there.at);
  }

  watch() {
    this.asked ||= requestAnimationFrame(() => this.look());
  }

  look() {
    this.asked = 0;
    if (this.until !== null && this.at >= this.until) {
      this.until = null;
      this.pause();
    }
    this.follow();
    this.tell();
    if (this.playing) this.watch();
  }

  /** Bring the side that follows back to the line: by a slightly other speed, or by a jump where it is far off. */
  follow() {
    const side = this.lead === this.here ? this.there : this.here;
    if (!this.line || !this.playing) return;
    const wanted = this.wanted(side);
    if (!side.plays) return this.still(side, wanted);
    if (!this.reaches(side)) return side.stop();
    if (side.video.readyState < 2 || side.video.seeking) return;
    if (side.video.paused) side.start();
    const drift = side.at - wanted;
    const proper = this.rate * (side === this.there ? this.line.ratio : 1);
    if (Math.abs(drift) > JUMP) side.seek(wanted);
    const mend = Math.abs(drift) > DRIFT ? Math.max(-0.1, Math.min(0.1, -drift / 1000)) : 0;
    const speed = proper * (1 + mend);
    if (Math.abs(side.video.playbackRate - speed) > 0.001) side.video.playbackRate = speed;
  }

  /** Footage that cannot be played follows in stills, about one a second. @param {import("./side.js").Side} side @param {number} wanted */
  still(side, wanted) {
    if (performance.now() - this.stillAt < STILLS_EVERY) return;
    this.stillAt = performance.now();
    side.seek(wanted);
  }

  /** A side turned out not to play: both stand again where they stood. */
  settle() {
    if (this.line) this.go(this.at);
  }

  tell() {
    this.told(this.at, this.playing);
  }
}
