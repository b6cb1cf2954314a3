// @ts-check
/** One dispatch as a file: saved with a token, watched on disk, its unsaved text kept in the browser. */

import { clock } from "./build.js";
import { choose } from "./clash.js";
import { ask, tell } from "./desk.js";

const WATCH = 3000;

/**
 * @typedef {object} Hand what the file needs of the editor
 * @property {() => string} text
 * @property {(text: string) => void} replace
 * @property {(words: string, how?: string) => void} say
 * @property {(words: string, acts: [string, () => unknown][]) => void} notice
 */

export class DraftFile {
  /** @param {{name: string, token: string, disk: string, lang: string, dir: string}} file @param {import("./kept.js").Kept} kept @param {Hand} hand */
  constructor(file, kept, hand) {
    this.file = file;
    this.kept = kept;
    this.hand = hand;
    this.token = file.token;
    this.disk = file.disk;
    this.beside = "";
    this.busy = false;
  }

  get dirty() {
    return this.hand.text() !== this.disk;
  }

  /** The text to begin with: what is kept here and not on disk, else the file. @returns {string} */
  begin() {
    const kept = this.kept.get();
    if (!kept || kept.text === this.disk) {
      this.kept.drop();
      return this.disk;
    }
    const when = clock(new Date(kept.at));
    if (kept.token !== this.token) {
      queueMicrotask(() => this.differ(this.disk, kept.text));
      return kept.text;
    }
    this.hand.notice(`Your text of ${when} was not saved; it was kept in this browser and is shown here.`, [
      ["Save it", () => this.save()],
      ["Go back to the file", () => this.hand.replace(this.disk)],
    ]);
    return kept.text;
  }

  /** Keep what was typed. */
  typed() {
    if (!this.dirty) {
      this.kept.drop();
      this.hand.say("Saved");
      return;
    }
    this.kept.put(this.hand.text(), this.token);
    this.hand.say(this.kept.works ? "Not saved; kept in this browser" : "Not saved, and this browser keeps nothing", this.kept.works ? "" : "bad");
  }

  async save() {
    if (this.busy) return false;
    this.busy = true;
    const text = this.hand.text();
    this.hand.say("Saving…");
    try {
      const saved = await tell("/api/draft/save", { file: this.file.name, text, token: this.token, kept: this.beside });
      this.lies(saved.token, text);
      this.beside = "";
      this.hand.say(`Saved ${clock()}`);
      this.typed();
      return true;
    } catch (failure) {
      return await this.refused(/** @type {any} */ (failure), text);
    } finally {
      this.busy = false;
    }
  }

  /** @param {any} failure @param {string} mine */
  async refused(failure, mine) {
    if (failure.status === 409 && "kept" in failure.said) {
      const theirs = failure.said.theirs;
      this.hand.say("Not saved: the file was changed elsewhere", "bad");
      this.beside = failure.said.kept;
      if (theirs) this.lies(theirs.token, theirs.text);
      this.busy = false;
      return this.settle(theirs ? theirs.text : null, mine);
    }
    this.hand.say(failure.status ? `Not saved: ${failure.message}. ${failure.hint}` : "Not saved; kept in this browser until the desk answers", "bad");
    return false;
  }

  /** @param {string | null} theirs @param {string} mine */
  async settle(theirs, mine) {
    const { lang, dir } = this.file;
    const taken = await choose({ theirs, mine, kept: this.beside, lang, dir });
    if (taken === "theirs" && theirs !== null) {
      this.beside = "";
      this.hand.replace(theirs);
      this.kept.drop();
    }
    if (taken === "mine") return this.save();
    this.typed();
    return false;
  }

  /** A version kept here and another on disk. @param {string} theirs @param {string} mine */
  differ(theirs, mine) {
    this.hand.notice("The file was changed on disk while your text was not saved.", [
      ["Compare the two", async () => this.settleHere(theirs, mine)],
    ]);
  }

  /** @param {string} theirs @param {string} mine */
  async settleHere(theirs, mine) {
    const { lang, dir } = this.file;
    const taken = await choose({ theirs, mine, kept: "", lang, dir });
    if (taken === "later") return;
    // A save under the old token has the desk keep this version beside the file before anything is chosen.
    const old = this.token;
    this.token = "";
    await tell("/api/draft/save", { file: this.file.name, text: mine, token: "" }).catch((failure) => {
      if (failure.status === 409) this.beside = failure.said.kept;
    });
    this.token = old;
    if (taken === "mine") await this.save();
    else {
      this.beside = "";
      this.hand.replace(theirs);
      this.kept.drop();
    }
  }

  /** @param {string} token @param {string} text */
  lies(token, text) {
    this.token = token;
    this.disk = text;
  }

  watch() {
    setInterval(() => document.visibilityState === "visible" && !this.busy && this.look(), WATCH);
  }

  /** Look whether the file on disk is still the one that is edited here. */
  async look() {
    let found;
    try {
      found = await ask(`/api/draft?${new URLSearchParams({ file: this.file.name, have: this.token })}`);
    } catch {
      return;
    }
    if (this.busy || found.token === this.token || found.text === null) return;
    const clean = !this.dirty;
    this.lies(found.token, found.text);
    if (clean) {
      this.hand.replace(found.text);
      this.hand.notice(`The file was changed on disk at ${clock()}; this is the new text.`, []);
    } else if (this.hand.text() !== found.text) this.differ(found.text, this.hand.text());
    else this.typed();
  }
}
