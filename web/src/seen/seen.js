// @ts-check
/** The page of what was seen before as one thing: the rows, the timeline, and two players for the one that is chosen. */

import { moment } from "./clock.js";
import { Fresh } from "./fresh.js";
import { Line } from "./line.js";
import { Pair } from "./pair.js";
import { rowsOf, hatchedOf } from "./rows.js";
import { Side } from "./side.js";
import { Timeline } from "./timeline.js";

const QUIET = 8_000;

export class Seen {
  /** @param {HTMLElement} main the page's element, which carries what the server knows of the item */
  constructor(main) {
    this.main = main;
    /** @type {import("./rows.js").Row[]} */
    this.rows = [];
    this.chosen = 0;
    this.flips = true;
    this.quiet = 0;
    this.pair = new Pair(new Side(this.part("[data-side=here]")), new Side(this.part("[data-side=there]")), (ms, plays) => this.stand(ms, plays));
    this.timeline = new Timeline(/** @type {HTMLCanvasElement} */ (this.part("canvas")), Number(main.dataset.length), {
      seek: (ms) => this.pair.seek(ms),
      choose: (number) => this.choose(number),
      mark: (span) => this.mark(span),
    });
    this.fresh = new Fresh(main, { changed: () => this.read(), say: (text, isBad) => this.say(text, isBad) });
    this.pair.here.take(main.dataset.item ?? "", main.dataset.pictured === "yes");
    this.marking = /** @type {HTMLFormElement | null} */ (main.querySelector("[data-marking]"));
    this.marking?.addEventListener("input", () => this.timeline.mark(this.typed()));
    this.timeline.mark(this.typed());
  }

  /** @param {string} where @returns {HTMLElement} */
  part(where) {
    return /** @type {HTMLElement} */ (this.main.querySelector(where));
  }

  /** Read the rows as they stand on the page now. */
  read() {
    this.rows = rowsOf(this.main);
    this.timeline.take(this.rows, hatchedOf(this.main));
    const row = this.row();
    if (row) this.highlight(row);
  }

  row() {
    return this.rows.find((row) => row.number === this.chosen);
  }

  /** Show a sighting side by side, both at its start. @param {number} number */
  choose(number) {
    const row = this.rows.find((each) => each.number === number);
    if (!row) return;
    this.chosen = number;
    this.main.classList.add("paired");
    this.pair.there.take(row.name, row.pictured);
    this.veil(row);
    this.pair.take(new Line(row, row.thereStart, row.speed));
    this.pair.hear(this.pair.heard);
    this.flip(row.mirrored);
    this.timeline.choose(row);
    this.highlight(row);
    row.row.scrollIntoView({ block: "nearest" });
  }

  /** Mark the chosen row, and name what stands beside. @param {import("./rows.js").Row} row */
  highlight(row) {
    for (const each of this.rows) {
      if (each === row) each.row.setAttribute("aria-current", "true");
      else each.row.removeAttribute("aria-current");
    }
    const name = this.part("[data-there-name]");
    name.textContent = row.title;
    name.dir = row.direction;
    this.part("[data-there-letter]").textContent = row.letter;
    this.part("[data-flip]").hidden = !row.mirrored;
    this.timeline.chosen = row.number;
  }

  /** Veil the other footage where the desk calls it graphic; lifted once, it stays so while it is shown. @param {import("./rows.js").Row} row */
  veil(row) {
    const screen = this.part("[data-side=there] .screen");
    if (screen.dataset.of === row.name) return;
    screen.dataset.of = row.name;
    screen.querySelector(".lift")?.remove();
    screen.removeAttribute("data-veil-ready");
    screen.toggleAttribute("data-veiled", row.veiled);
    document.dispatchEvent(new CustomEvent("htmx:load"));
  }

  /** @param {boolean} isFlipped */
  flip(isFlipped) {
    this.flips = isFlipped;
    this.part("[data-side=there]").classList.toggle("flipped", isFlipped);
    this.part("[data-flip]").setAttribute("aria-pressed", String(isFlipped));
  }

  /** @param {"here" | "there" | "none"} which */
  hear(which) {
    this.pair.hear(which);
    for (const button of this.main.querySelectorAll("[data-act^=hear-]")) {
      button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.act === `hear-${which}`));
    }
  }

  /** Go to a neighbour in the list. @param {number} step @param {boolean} onlyOpen */
  go(step, onlyOpen) {
    const from = this.rows.findIndex((row) => row.number === this.chosen);
    for (let place = from + step; place >= 0 && place < this.rows.length; place += step) {
      if (!onlyOpen || this.rows[place].state === "suggested") return this.choose(this.rows[place].number);
    }
    return this.say(onlyOpen ? "Nothing unjudged that way." : "There is no other sighting that way.");
  }

  /** Judge the chosen sighting by its own form, then go on. @param {"confirmed" | "rejected"} judgement */
  async judge(judgement) {
    const row = this.row();
    if (!row) return this.say("Choose a sighting first.");
    const button = /** @type {HTMLButtonElement | null} */ (row.row.querySelector(`button[name=${judgement}]`));
    if (row.state === judgement) return this.go(1, true);
    if (!button?.form) return this.say("You may look, not judge.", true);
    const isDone = await this.fresh.send(button.form, button);
    if (isDone && this.rows.some((each) => each.state === "suggested")) this.go(1, true);
  }

  /** Open the form that says the stretch proves nothing: of a row, else of what is marked, else of the chosen sighting. @param {HTMLElement | null} [row] */
  teach(row = null) {
    if (!this.marking) return this.say("You may look, not teach.", true);
    if (row) this.choose(Number(row.dataset.sighting));
    if (row || !this.timeline.marked) this.markSighting();
    if (!this.timeline.marked) return this.say("Choose a sighting, or mark a stretch on the timeline.");
    /** @type {HTMLDetailsElement} */ (this.marking.closest("details")).open = true;
    const label = /** @type {HTMLInputElement} */ (this.marking.elements.namedItem("label"));
    label.scrollIntoView({ block: "nearest" });
    label.focus();
  }

  markSighting() {
    const row = this.row();
    if (row) this.mark({ start: row.start, end: row.end });
  }

  /** Move one edge of the marked stretch to where the footage stands. @param {"start" | "end"} edge */
  markEdge(edge) {
    const at = Math.round(this.pair.at);
    const marked = this.timeline.marked ?? { start: at, end: at };
    const span = { ...marked, [edge]: at };
    this.mark({ start: Math.min(span.start, edge === "start" ? Infinity : at), end: Math.max(span.end, edge === "end" ? 0 : at) });
  }

  /** @param {{start: number, end: number}} span */
  mark(span) {
    this.timeline.mark(span);
    if (!this.marking) return;
    for (const edge of /** @type {const} */ (["start", "end"])) {
      /** @type {HTMLInputElement} */ (this.marking.elements.namedItem(edge)).value = moment(span[edge]);
    }
    /** @type {HTMLDetailsElement} */ (this.marking.closest("details")).open = true;
  }

  /** Return the stretch that is written in the form, if one is. */
  typed() {
    if (!this.marking) return null;
    const [start, end] = ["start", "end"].map((edge) => millis(/** @type {HTMLInputElement} */ (this.marking?.elements.namedItem(edge)).value));
    return start !== null && end !== null && end > start ? { start, end } : null;
  }

  /** @param {number} ms @param {boolean} plays */
  stand(ms, plays) {
    this.timeline.stand(ms, plays);
    for (const side of [this.pair.here, this.pair.there]) side.time.textContent = moment(side.at);
    const button = this.part("[data-act=play]");
    const said = plays ? "Pause" : "Play";
    if (button.textContent !== said) button.textContent = said;
  }

  /** @param {string} text @param {boolean} [isBad] */
  say(text, isBad = false) {
    const line = this.part("[data-notice]");
    line.textContent = text;
    line.classList.toggle("bad", isBad);
    clearTimeout(this.quiet);
    this.quiet = window.setTimeout(() => (line.textContent = ""), isBad ? 2 * QUIET : QUIET);
  }
}

/** Return the milliseconds of a time as people write it, `1:02:03.456`; null for anything else. @param {string} text */
function millis(text) {
  const match = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d{1,3})?)$/.exec(text.trim());
  if (!match) return null;
  return Math.round((Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3])) * 1000);
}
