// @ts-check
/** The text that is not on disk yet, kept in this browser through reloads and a desk that is gone. */

/** @typedef {{text: string, token: string, at: string}} Unsaved */

export class Kept {
  /** @param {string} place what tells this dispatch of this desk from others */
  constructor(place) {
    this.key = `dragoman/draft/${place}`;
    this.works = true;
  }

  /** @returns {Unsaved | null} */
  get() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "null");
    } catch {
      return null;
    }
  }

  /** @param {string} text @param {string} token */
  put(text, token) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ text, token, at: new Date().toISOString() }));
      this.works = true;
    } catch {
      this.works = false;
    }
  }

  drop() {
    localStorage.removeItem(this.key);
  }
}
