// @ts-check
/** The review as one thing: segments, rows, footage, waveform, and the segment that is being worked on. */

import { Api } from "./api.js";
import { List } from "./list.js";
import { Player } from "./player.js";
import { Row } from "./row.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { Typing } from "./typing.js";
import { Waveform } from "../waveform/waveform.js";
import { showAside } from "./aside.js";
import { settleClash } from "./clash.js";

/** @typedef {{called: string, language: string, direction: string}} SideOf */

export class Desk {
  /** @param {HTMLElement} main the page's element, which carries what the server knows of the item and the person */
  constructor(main) {
    const { item = "", person = "" } = main.dataset;
    const token = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name="desk-token"]')).content;
    this.main = main;
    this.item = item;
    this.person = person;
    this.may = { decide: main.dataset.mayDecide === "yes" };
    this.api = new Api(`/api/items/${item}`, token);
    /** @type {{original: SideOf, translation: SideOf}} */
    this.sides = JSON.parse(main.dataset.sides ?? "{}");
    this.store = new Store();
    /** @type {{by: string, segment: string}[]} */
    this.present = [];
    this.active = "";
    this.side = /** @type {"original" | "translation"} */ ("translation");
    this.typedAt = 0;
    this.playsOnEntry = true;
    this.status = new Status(this);
    this.typing = new Typing(`dragoman/${item}/${person}/`, (typed, how) => this.api.write("type", typed, how), {
      saved: (typed, version) => this.saved(typed, version),
      refused: (typed, failure) => settleClash(this, typed, failure),
      state: () => this.status.saving(this.typing),
    });
    this.row = new Row(this);
    this.list = new List(this.part("[data-scroller]"), this.part("[data-rows]"), {
      id: (segment) => segment.id,
      guess: (segment) => this.guess(segment),
      make: (segment) => this.row.make(segment),
      fill: (row, segment, place) => this.row.fill(row, segment, place),
    });
    this.player = new Player(/** @type {HTMLVideoElement} */ (this.part("video")), (ms, free) => this.stand(ms, free));
    this.waveform = new Waveform(/** @type {HTMLCanvasElement} */ (this.part("canvas")), this.store, {
      seek: (ms) => this.player.seek(ms),
      choose: (id) => this.enter(id, { play: false }),
      move: (id, start, end) => this.decide({ do: "span", segment: id, start, end }),
    });
    this.waveform.fixed = !this.may.decide;
    this.playing = "";
    this.soon = { gesture: /** @type {any} */ (null), timer: 0 };
  }

  /** @param {string} where @returns {HTMLElement} */
  part(where) {
    return /** @type {HTMLElement} */ (this.main.querySelector(where));
  }

  /** Guess the height of a row in pixels from its texts, until the browser has measured it. @param {import("./store.js").Segment} segment */
  guess(segment) {
    const width = this.list.scroller.clientWidth;
    const narrow = width < 720;
    const letters = Math.max(16, (narrow ? width - 40 : (width - 340) / 2 - 24) / 8.2);
    const lines = (/** @type {string} */ text) => Math.max(1, Math.ceil(text.length / letters));
    const [original, translation] = [lines(segment.original), lines(segment.translation)];
    return narrow ? 78 + 25 * (original + translation) : 22 + 25 * Math.max(original, translation);
  }

  /** Ask the desk and take in what it tells. @param {string} path @param {object} [body] */
  async ask(path, body) {
    const began = this.typing.count;
    const also = [...this.typing.touched].slice(0, 50);
    const answer = body ? await this.api.write(path, { stamp: this.store.stamp, also, ...body }) : await this.api.read(path);
    this.take(answer, began);
    return answer;
  }

  /** Take in an answer; what was typed since it was asked for stays as typed. @param {any} answer @param {number} [began] */
  take(answer, began = this.typing.count) {
    const stays = (/** @type {any} */ segment) => {
      const mine = this.store.segments.get(segment.id);
      if (!mine || !this.typing.typedSince(segment.id, began)) return segment;
      delete answer.stamp;
      return { ...segment, original: mine.original, translation: mine.translation };
    };
    answer.segments = (answer.segments ?? []).map(stays);
    if (answer.stamp !== undefined || answer.aside) showAside(this, answer.aside ?? []);
    if (answer.present) this.seePresent(answer.present);
    const changed = this.store.take(answer);
    if (changed) this.list.refresh(changed, this.store.order);
    else if (!this.list.items.length) this.first();
    else this.list.show(this.store.order);
    if (this.active && !this.store.segments.has(this.active)) this.lose();
    this.status.standing(this.store);
    this.waveform.ask();
  }

  /** Put living rows in the place of those that the server drew. */
  first() {
    this.part("[data-rows]").replaceChildren();
    this.main.classList.add("ready");
    this.list.show(this.store.order);
  }

  /** @param {{by: string, segment: string}[]} present */
  seePresent(present) {
    const touched = [...this.present, ...present].map((each) => each.segment);
    this.present = present;
    this.list.refresh(touched, this.store.order);
    this.status.people(present, this.person);
  }

  /** The segment worked on is gone: undone, joined or taken away by somebody. */
  lose() {
    const row = this.list.shown.get(this.active);
    if (row) this.row.close(row, undefined);
    this.active = "";
    const near = this.store.order[Math.max(0, this.store.at(this.player.at))];
    if (near) this.enter(near.id, { play: false });
  }

  /**
   * Work on a segment: bring it into view, give it its text areas, play it.
   * @param {string} id
   * @param {{play?: boolean, focus?: boolean, side?: "original" | "translation", caret?: number}} [how]
   */
  enter(id, how = {}) {
    const segment = this.store.segments.get(id);
    if (!segment) return;
    if (this.active !== id) this.leave();
    this.active = id;
    this.side = how.side ?? this.side;
    this.list.pin(id);
    const row = this.list.reveal(id);
    if (!row) return;
    this.row.open(row, segment);
    if (how.focus !== false) this.focus(row, how.caret);
    this.waveform.choose(segment);
    if (how.play ?? this.playsOnEntry) this.player.hear(segment);
    history.replaceState(null, "", `#${id}`);
    this.main.dispatchEvent(new CustomEvent("entered", { detail: id }));
  }

  /** @param {HTMLElement} row @param {number} [caret] */
  focus(row, caret) {
    const area = /** @type {HTMLTextAreaElement} */ (row.querySelector(`textarea[data-side="${this.side}"]`));
    const had = document.activeElement === area;
    area.focus({ preventScroll: true });
    if (caret !== undefined) area.setSelectionRange(caret, caret);
    else if (!had) area.setSelectionRange(area.value.length, area.value.length);
  }

  /** Stop working on the segment; what was typed in it becomes a decision. */
  leave() {
    const id = this.active;
    if (!id) return;
    this.decideNow();
    this.active = "";
    const row = this.list.shown.get(id);
    if (row) this.row.close(row, this.store.segments.get(id));
    if (this.typing.touched.has(id)) this.settle(id);
  }

  /** Ask the desk to make decisions of what was typed; a desk that is away does it when it is back. */
  async settle(/** @type {string} */ id) {
    if (!(await this.typing.flush())) return;
    const done = await this.ask("settle", { also: [id] }).catch(() => null);
    if (done && this.active !== id) this.typing.touched.delete(id);
  }

  /** Return the text area that has the focus, or that of the side worked on. @returns {HTMLTextAreaElement | null} */
  area() {
    return this.list.shown.get(this.active)?.querySelector(`textarea[data-side="${this.side}"]`) ?? null;
  }

  /** Take a keystroke in a text area. @param {HTMLTextAreaElement} area */
  typed(area) {
    const side = /** @type {"original" | "translation"} */ (area.dataset.side);
    const segment = this.store.get(this.active);
    segment[side] = area.value;
    segment[`${side}_origin`] = area.value.trim() ? "human" : "none";
    Object.assign(segment, { approvals: [], approved: false });
    this.typedAt = Date.now();
    this.row.typed(area);
    const row = /** @type {HTMLElement} */ (area.closest("[data-id]"));
    if (!this.typing.touched.has(segment.id)) this.row.fillState(row, segment);
    this.typing.type({ segment: segment.id, field: side, text: area.value, seen: segment.version });
  }

  /** @param {import("./typing.js").Typed} typed @param {number} version */
  saved(typed, version) {
    const segment = this.store.segments.get(typed.segment);
    if (segment) segment.version = version;
  }

  /** Decide something a little later, so that what a person does quickly again and again is one decision. @param {any} gesture */
  decideSoon(gesture) {
    clearTimeout(this.soon.timer);
    this.soon = { gesture, timer: window.setTimeout(() => this.decideNow(), 350) };
  }

  /** Decide what waits to be decided. */
  async decideNow() {
    const { gesture, timer } = this.soon;
    clearTimeout(timer);
    this.soon = { gesture: null, timer: 0 };
    if (gesture) await this.decide(gesture);
  }

  /**
   * Decide something: first everything typed goes to the desk, then the gesture; another's change is told, not overwritten.
   * @param {any} gesture
   * @param {string[]} [about] the segments that must be as they are seen; the gesture's own where none are named
   */
  async decide(gesture, about) {
    if (!this.may.decide) return this.status.say("You may read here, not decide.");
    await this.decideNow();
    if (!(await this.typing.flush())) return this.status.say("Not done: what you typed is not saved yet.", "bad");
    const seen = Object.fromEntries((about ?? [gesture.segment]).map((/** @type {string} */ id) => [id, this.store.get(id)?.version ?? 0]));
    try {
      return await this.ask("decide", { gesture, seen });
    } catch (failure) {
      this.failed(failure);
      return undefined;
    }
  }

  /** @param {any} failure */
  failed(failure) {
    if (failure.status === undefined) throw failure;
    if (failure.said?.segments) this.take({ ...failure.said });
    this.status.say([failure.message, failure.hint].filter(Boolean).join(". "), "bad");
  }

  /** The footage stands at `ms`; the row follows while it plays on and nobody types. @param {number} ms @param {boolean} free */
  stand(ms, free) {
    this.waveform.stand(ms, this.player.playing);
    this.status.time(ms);
    const under = this.store.order[this.store.at(ms)];
    const id = under && ms < under.end ? under.id : "";
    if (id === this.playing) return;
    this.list.shown.get(this.playing)?.classList.remove("playing");
    this.list.shown.get(id)?.classList.add("playing");
    this.playing = id;
    const resting = Date.now() - this.typedAt > 2000 && !this.typing.waits();
    if (free && id && id !== this.active && resting && !document.querySelector("dialog[open]")) {
      this.enter(id, { play: false, focus: this.main.contains(document.activeElement) });
    }
  }
}
