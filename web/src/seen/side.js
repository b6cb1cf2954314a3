// @ts-check
/** One of two players: footage where the browser can play it, and stills of it where it cannot. */

const FRAME = 40;
const STILL_AFTER = 150;

export class Side {
  /** @param {HTMLElement} main holds a video, an image for stills and an output for the time */
  constructor(main) {
    this.main = main;
    this.video = /** @type {HTMLVideoElement} */ (main.querySelector("video"));
    this.still = /** @type {HTMLImageElement} */ (main.querySelector("img"));
    this.time = /** @type {HTMLElement} */ (main.querySelector("[data-time]"));
    this.name = "";
    this.plays = true;
    /** How long a frame is shown, in milliseconds: as seen while playing. */
    this.frame = FRAME;
    /** When the frame that is shown begins, in milliseconds; null where the browser does not tell. */
    this.shown = /** @type {number | null} */ (null);
    /** Where this page sent the footage, in seconds: a seek to elsewhere is a person's. */
    this.sent = /** @type {number | null} */ (null);
    this.stood = 0;
    this.timer = 0;
    this.told = () => {};
    this.video.addEventListener("error", () => this.fall());
    this.video.addEventListener("loadedmetadata", () => this.seek(this.stood));
    this.watchFrames();
  }

  /** Show an item's footage. @param {string} name @param {boolean} pictured */
  take(name, pictured) {
    this.main.classList.toggle("sound-only", !pictured);
    if (name === this.name) return;
    this.name = name;
    this.frame = FRAME;
    this.shown = null;
    this.plays = name !== "";
    this.main.classList.toggle("falls", !this.plays);
    if (this.plays) this.video.src = `/media/${name}`;
    else this.video.removeAttribute("src");
  }

  /** The browser cannot play this footage: show stills. */
  fall() {
    if (!this.name) return;
    this.plays = false;
    this.main.classList.add("falls");
    this.draw();
    this.told();
  }

  /** Return where the footage stands, in milliseconds. */
  get at() {
    if (!this.plays || this.video.readyState === 0) return this.stood;
    return this.video.currentTime * 1000;
  }

  /** Return where the footage ends, in milliseconds; endless where that is not known. */
  get end() {
    return this.plays && Number.isFinite(this.video.duration) ? this.video.duration * 1000 : Infinity;
  }

  get playing() {
    return this.plays && !this.video.paused;
  }

  /** @param {number} ms */
  seek(ms) {
    this.stood = Math.max(0, ms);
    if (this.plays) {
      this.sent = Math.min(this.stood, this.end) / 1000;
      if (this.video.readyState > 0) this.video.currentTime = this.sent;
    } else this.draw();
  }

  /** Tell whether the seek that is under way is not one of this page. */
  strays() {
    return this.sent === null || Math.abs(this.video.currentTime - this.sent) > 0.02;
  }

  start() {
    // A browser may refuse to play before the first key or click; the person then starts it.
    if (this.name && this.plays && this.video.paused) this.video.play().catch(() => undefined);
  }

  stop() {
    if (this.playing) this.video.pause();
  }

  /** Return the moment that lies in the middle of a neighbouring frame. @param {number} step +1 or -1 */
  beside(step) {
    const from = this.shown !== null && Math.abs(this.shown - this.at) < 2 * this.frame ? this.shown : this.at;
    return Math.max(0, from + step * this.frame + this.frame / 2);
  }

  /** Let this side be heard or not; footage that is veiled stays silent. @param {boolean} isHeard */
  hear(isHeard) {
    this.video.muted = !isHeard || this.main.querySelector("[data-veiled]") !== null;
  }

  /** Show the still of where it stands, once the person has stopped moving. */
  draw() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (this.name && !this.main.classList.contains("sound-only")) this.still.src = `/media/${this.name}/still?at=${Math.round(this.stood)}`;
    }, STILL_AFTER);
  }

  /** Learn how long frames last, and which one is shown, where the browser tells. */
  watchFrames() {
    if (!("requestVideoFrameCallback" in this.video)) return;
    /** @param {number} _ @param {{mediaTime: number}} frame */
    const see = (_, frame) => {
      const at = frame.mediaTime * 1000;
      const lasted = this.shown === null ? 0 : at - this.shown;
      if (this.playing && lasted > 5 && lasted < 200) this.frame = this.frame === FRAME ? lasted : Math.min(this.frame, lasted);
      this.shown = at;
      this.video.requestVideoFrameCallback(see);
    };
    this.video.requestVideoFrameCallback(see);
  }
}
