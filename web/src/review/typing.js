// @ts-check
/**
 * What is typed and not yet on the desk's disk. Every keystroke is kept in the browser first, sent after a short
 * pause, and forgotten here only when the desk says that it is on disk; a dead desk or a closed page loses nothing.
 */

const PAUSE = 150;
const WAITS = [500, 1000, 2000, 4000, 5000];

/** @typedef {"original" | "translation" | "note"} Field */
/** @typedef {{segment: string, field: Field, text: string, seen: number}} Typed */

export class Typing {
  /**
   * @param {string} prefix of the keys in local storage: item and person
   * @param {(typed: Typed, how: {keepalive?: boolean}) => Promise<{version: number}>} send
   * @param {{saved: (typed: Typed, version: number) => void, refused: (typed: Typed, failure: any) => void,
   *   state: () => void}} told
   */
  constructor(prefix, send, told) {
    this.prefix = prefix;
    this.send = send;
    this.told = told;
    /** @type {Map<string, Typed>} */
    this.unsent = new Map();
    /** @type {Set<string>} */
    this.held = new Set();
    /** @type {Map<string, Promise<void>>} */
    this.under = new Map();
    this.timer = 0;
    this.failures = 0;
    this.savedAt = 0;
    this.failure = /** @type {any} */ (null);
    this.stored = true;
    this.count = 0;
    /** @type {Map<string, number>} */
    this.last = new Map();
    /** @type {Set<string>} */
    this.touched = new Set();
    this.recall();
    addEventListener("online", () => this.flush());
    addEventListener("pagehide", () => this.flush({ keepalive: true }));
    document.addEventListener("visibilitychange", () => document.hidden && this.flush({ keepalive: true }));
  }

  /** Read what an earlier page, or this one before a reload, could not bring to the desk. */
  recall() {
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(this.prefix)) continue;
        const typed = JSON.parse(localStorage.getItem(key) ?? "null");
        if (typed) this.unsent.set(`${typed.segment}/${typed.field}`, typed);
      }
    } catch {
      this.stored = false;
    }
  }

  /** Return the text of a field that the desk does not have yet, or undefined. */
  text(/** @type {string} */ segment, /** @type {Field} */ field) {
    return this.unsent.get(`${segment}/${field}`)?.text;
  }

  /** Tell whether anything of a segment, or anything at all, is still to be sent. */
  waits(/** @type {string | undefined} */ segment = undefined) {
    if (!segment) return this.unsent.size > 0;
    return [...this.unsent.values()].some((typed) => typed.segment === segment);
  }

  /** Tell whether a segment was typed in after a count of keystrokes. @param {string} segment @param {number} count */
  typedSince(segment, count) {
    return (this.last.get(segment) ?? 0) > count || this.waits(segment);
  }

  /** Take a keystroke. @param {Typed} typed */
  type(typed) {
    const key = `${typed.segment}/${typed.field}`;
    const before = this.unsent.get(key);
    this.count += 1;
    this.last.set(typed.segment, this.count);
    this.touched.add(typed.segment);
    this.unsent.set(key, { ...typed, seen: before ? before.seen : typed.seen });
    this.keep(key);
    // A pause is not waited for: who types without one is saved all the same.
    if (!this.timer) this.plan(PAUSE);
    this.told.state();
  }

  /** Send a text again as a choice made over the other's text, which was seen at `seen`. */
  insist(/** @type {Typed} */ typed, /** @type {number} */ seen) {
    const key = `${typed.segment}/${typed.field}`;
    this.held.delete(key);
    this.unsent.set(key, { ...typed, seen });
    this.keep(key);
    return this.flush();
  }

  /** Let a text go: somebody chose the other's. */
  drop(/** @type {Typed} */ typed) {
    const key = `${typed.segment}/${typed.field}`;
    this.held.delete(key);
    this.unsent.delete(key);
    this.keep(key);
    this.told.state();
  }

  /** @param {string} key */
  keep(key) {
    const typed = this.unsent.get(key);
    try {
      if (typed) localStorage.setItem(this.prefix + key, JSON.stringify(typed));
      else localStorage.removeItem(this.prefix + key);
      this.stored = true;
    } catch {
      this.stored = false;
    }
  }

  /** @param {number} wait milliseconds */
  plan(wait) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), wait);
  }

  /**
   * Send everything now; resolve to true when the desk has all of it on disk.
   * @param {{keepalive?: boolean}} [how]
   */
  async flush(how = {}) {
    clearTimeout(this.timer);
    this.timer = 0;
    const keys = [...this.unsent.keys()].filter((key) => !this.held.has(key));
    await Promise.all(keys.map((key) => this.bring(key, how)));
    if (this.failure) this.plan(WAITS[Math.min(this.failures, WAITS.length - 1)]);
    this.told.state();
    return this.unsent.size === 0;
  }

  /** @param {string} key @param {{keepalive?: boolean}} how */
  async bring(key, how) {
    await this.under.get(key);
    const typed = this.unsent.get(key);
    if (!typed || this.held.has(key)) return;
    const under = this.deliver(key, typed, how);
    this.under.set(key, under);
    await under;
    if (this.under.get(key) === under) this.under.delete(key);
  }

  /** @param {string} key @param {Typed} typed @param {{keepalive?: boolean}} how */
  async deliver(key, typed, how) {
    try {
      const { version } = await this.send(typed, how);
      this.failure = null;
      this.failures = 0;
      this.savedAt = Date.now();
      const now = this.unsent.get(key);
      if (now && now.text !== typed.text) {
        this.unsent.set(key, { ...now, seen: version });
        this.plan(0);
      } else this.unsent.delete(key);
      this.keep(key);
      this.told.saved(typed, version);
    } catch (failure) {
      this.fail(key, typed, failure);
    }
  }

  /** @param {string} key @param {Typed} typed @param {any} failure */
  fail(key, typed, failure) {
    if (failure.passing || failure.status === 401 || failure.status === 403) {
      this.failure = failure;
      this.failures += 1;
      return;
    }
    this.held.add(key);
    this.told.refused(typed, failure);
  }
}
