// @ts-check
/** What the bar over the rows says: how far the review is, whether everything is saved, who else is here. */

import { element } from "./build.js";
import { ago, moment } from "./clock.js";

export class Status {
  /** @param {{main: HTMLElement}} desk */
  constructor(desk) {
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (desk.main.querySelector(`[data-${name}]`));
    this.saved = part("saved");
    this.notice = part("notice");
    this.progress = part("progress");
    this.bar = /** @type {HTMLProgressElement} */ (part("bar"));
    this.commit = /** @type {HTMLButtonElement} */ (part("commit"));
    this.others = part("people");
    this.clock = part("clock");
    this.typing = /** @type {any} */ (null);
    this.second = -1;
    this.quiet = 0;
    setInterval(() => this.typing && this.saving(this.typing), 1000);
  }

  /** @param {import("./typing.js").Typing} typing */
  saving(typing) {
    this.typing = typing;
    const bad = Boolean(typing.failure) || typing.held.size > 0;
    this.saved.classList.toggle("bad", bad);
    const said = this.sentence(typing, bad);
    if (this.saved.textContent !== said) this.saved.textContent = said;
  }

  /** @param {import("./typing.js").Typing} typing @param {boolean} bad */
  sentence(typing, bad) {
    const kept = typing.stored ? "kept in this browser, sent again when the desk is back" : "kept in this page only: do not close it";
    if (typing.failure?.status === 401) return `not saved yet: sign in again (${kept})`;
    if (bad && typing.held.size && !typing.failure) return "not saved yet: the desk holds another text";
    if (bad) return `not saved yet: ${kept}`;
    if (typing.waits()) return "saving…";
    return typing.savedAt ? `saved ${ago(typing.savedAt)}` : "everything is saved";
  }

  /** Say something that passes. @param {string} text @param {"good" | "bad"} [kind] */
  say(text, kind = "good") {
    this.notice.textContent = text;
    this.notice.className = `notice ${kind}`;
    clearTimeout(this.quiet);
    this.quiet = window.setTimeout(() => (this.notice.textContent = ""), kind === "bad" ? 12_000 : 5_000);
  }

  /** @param {import("./store.js").Store} store */
  standing(store) {
    const [done, all] = [store.approved(), store.order.length];
    this.progress.textContent = `${done} of ${all} approved`;
    this.bar.max = all || 1;
    this.bar.value = done;
    const next = (store.revision ?? 0) + 1;
    this.commit.disabled = store.pending === 0;
    const what = store.pending === 1 ? "1 decision" : `${store.pending} decisions`;
    this.commit.textContent = store.pending ? `Make revision ${next} (${what})` : store.revision ? `Revision ${store.revision}` : "Nothing decided yet";
  }

  /** @param {{by: string, segment: string}[]} present @param {string} person */
  people(present, person) {
    const names = [...new Set(present.map((each) => each.by).filter((by) => by !== person))];
    const told = names.flatMap((name, place) => [place ? ", " : "", element("bdi", { text: name })]);
    this.others.replaceChildren(...told, names.length ? ` ${names.length > 1 ? "are" : "is"} here too` : "");
  }

  /** @param {number} ms */
  time(ms) {
    const tenth = Math.floor(ms / 100);
    if (tenth === this.second) return;
    this.second = tenth;
    this.clock.textContent = moment(ms);
  }
}
