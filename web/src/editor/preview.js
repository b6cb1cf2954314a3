// @ts-check
/** The page as it would be published, made again when the text rests. */

import { tell } from "./desk.js";

const REST = 700;

export class Preview {
  /** @param {HTMLElement} panel @param {string} file @param {() => string} text */
  constructor(panel, file, text) {
    this.frame = /** @type {HTMLIFrameElement} */ (panel.querySelector("iframe"));
    this.told = /** @type {HTMLElement} */ (panel.querySelector(".told"));
    this.file = file;
    this.text = text;
    this.shown = false;
    this.timer = 0;
    this.address = "";
  }

  /** @param {boolean} shown */
  show(shown) {
    this.shown = shown;
    if (shown) this.draw();
  }

  typed() {
    clearTimeout(this.timer);
    if (this.shown) this.timer = setTimeout(() => this.draw(), REST);
  }

  async draw() {
    const text = this.text();
    let drawn;
    try {
      drawn = await tell("/api/preview", { file: this.file, text });
    } catch (failure) {
      const { message, hint } = /** @type {any} */ (failure);
      return this.say(`No preview: ${message}. ${hint}`);
    }
    if (text !== this.text()) return;
    if (!drawn.address) return this.say(`It cannot be published yet: ${drawn.blocked}. The page shown is the last one that could.`);
    this.say("");
    if (drawn.address !== this.address) this.turn(drawn.address);
  }

  /** Show another page at the same height. @param {string} address */
  turn(address) {
    const at = this.frame.contentWindow?.scrollY ?? 0;
    this.address = address;
    this.frame.hidden = false;
    this.frame.addEventListener("load", () => this.frame.contentWindow?.scrollTo(0, at), { once: true });
    this.frame.src = address;
  }

  /** @param {string} words */
  say(words) {
    this.told.textContent = words;
    this.told.hidden = words === "";
  }
}
