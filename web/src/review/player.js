// @ts-check
/** The footage: plays a stretch and stops at its end, or plays on; tells where it stands. */

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

export class Player {
  /** @param {HTMLVideoElement} video @param {(ms: number, free: boolean) => void} told called at every frame while playing, and after a jump */
  constructor(video, told) {
    this.video = video;
    this.told = told;
    this.until = /** @type {number | null} */ (null);
    this.asked = 0;
    video.addEventListener("play", () => this.watch());
    video.addEventListener("seeked", () => this.told(this.at, this.until === null && !video.paused));
    video.addEventListener("loadeddata", () => this.told(this.at, false));
  }

  /** Return where the footage stands, in milliseconds. */
  get at() {
    return Math.round(this.video.currentTime * 1000);
  }

  get playing() {
    return !this.video.paused;
  }

  /** Play a stretch and stop at its end. @param {{start: number, end: number}} span */
  hear(span) {
    this.until = span.end;
    this.video.currentTime = span.start / 1000;
    this.start();
  }

  /** Play on from where it stands, or stop. */
  toggle() {
    if (this.playing) return this.video.pause();
    this.until = null;
    this.start();
  }

  start() {
    // A browser may refuse to play before the first key or click; the person then starts it.
    this.video.play().catch(() => undefined);
  }

  /** @param {number} ms */
  seek(ms) {
    this.until = null;
    this.video.currentTime = Math.max(0, ms / 1000);
  }

  /** @param {number} step +1 or -1; return the rate that holds now */
  rate(step) {
    const place = RATES.findIndex((rate) => rate >= this.video.playbackRate);
    this.video.playbackRate = RATES[Math.max(0, Math.min(RATES.length - 1, place + step))];
    return this.video.playbackRate;
  }

  watch() {
    if (this.asked) return;
    const look = () => {
      this.asked = 0;
      if (this.until !== null && this.at >= this.until) {
        this.video.pause();
        this.until = null;
      }
      this.told(this.at, this.until === null && this.playing);
      if (this.playing) this.asked = requestAnimationFrame(look);
    };
    this.asked = requestAnimationFrame(look);
  }
}
