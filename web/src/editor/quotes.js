// @ts-check
/** The approved words of an item beside the text: picked with the mouse or the keys, quoted where the cursor is. */

import { element, stamp } from "./build.js";
import { ask, tell } from "./desk.js";
import { frontEnd } from "./direction.js";

const REMEMBERED = "dragoman/quoted-item";

export class Quotes {
  /**
   * @param {HTMLElement} panel @param {import("@codemirror/view").EditorView} view
   * @param {string} file @param {(words: string, how?: string) => void} say
   */
  constructor(panel, view, file, say) {
    this.panel = panel;
    this.view = view;
    this.file = file;
    this.say = say;
    this.item = /** @type {HTMLSelectElement} */ (panel.querySelector('[name="item"]'));
    this.side = /** @type {HTMLSelectElement} */ (panel.querySelector('[name="side"]'));
    this.filter = /** @type {HTMLInputElement} */ (panel.querySelector('[name="filter"]'));
    this.list = /** @type {HTMLElement} */ (panel.querySelector(".lines"));
    this.known = null;
    this.listen();
  }

  listen() {
    this.item.addEventListener("change", () => this.load());
    this.side.addEventListener("change", () => this.list.setAttribute("data-side", this.side.value));
    this.filter.addEventListener("input", () => this.narrow());
    this.panel.addEventListener("click", (event) => {
      const act = /** @type {HTMLElement} */ (event.target).closest("[data-act]")?.getAttribute("data-act");
      if (act === "inline" || act === "block") this.quote(act);
      if (act === "still") this.still();
    });
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("focusin", (event) => this.rove(/** @type {HTMLElement} */ (event.target)));
    // A click on a button must not take the selection away.
    this.panel.querySelectorAll("[data-act]").forEach((each) => each.addEventListener("mousedown", (event) => event.preventDefault()));
  }

  /** Open, with the focus on the row that had it last, else the first. */
  async enter() {
    await this.open();
    const row = /** @type {HTMLElement | null} */ (this.list.querySelector('li[tabindex="0"]'));
    (row ?? this.item).focus();
  }

  async open() {
    const remembered = localStorage.getItem(REMEMBERED);
    if (!this.known && remembered && [...this.item.options].some((each) => each.value === remembered)) this.item.value = remembered;
    if (!this.known || this.known.item !== this.item.value) await this.load();
  }

  async load() {
    const name = this.item.value;
    if (!name) return;
    try {
      this.known = await ask(`/api/items/${name}/quotable`);
    } catch (failure) {
      this.known = null;
      this.list.replaceChildren(element("li", { class: "empty", text: `${/** @type {any} */ (failure).message}. ${/** @type {any} */ (failure).hint}` }));
      return;
    }
    localStorage.setItem(REMEMBERED, name);
    this.panel.querySelector('[data-act="still"]')?.toggleAttribute("hidden", !this.known.has_picture);
    const rows = this.known.segments.map((/** @type {any} */ one, /** @type {number} */ at) => this.row(one, at));
    const empty = element("li", { class: "empty", text: "No segment of it is approved yet: what people have not approved is not quoted." });
    this.list.replaceChildren(...(rows.length ? rows : [empty]));
    this.list.setAttribute("data-side", this.side.value);
    this.narrow();
  }

  /** @param {any} one @param {number} at */
  row(one, at) {
    const { original, translation } = this.known;
    return element("li", { tabindex: at ? -1 : 0, "data-segment": one.id, "data-start": one.start },
      element("span", { class: "when", text: stamp(one.start) }), " ",
      element("bdi", { class: "who", text: one.speaker || "unknown" }),
      element("p", { class: "said", "data-side": "translation", lang: translation.language, dir: translation.dir, text: one.translation }),
      element("p", { class: "said", "data-side": "original", lang: original.language, dir: original.dir, text: one.original }));
  }

  narrow() {
    const words = this.filter.value.trim().toLocaleLowerCase();
    for (const row of this.rows()) row.hidden = words !== "" && !row.textContent?.toLocaleLowerCase().includes(words);
  }

  /** @returns {HTMLElement[]} */
  rows() {
    return [...this.list.querySelectorAll("li[data-segment]")].map((each) => /** @type {HTMLElement} */ (each));
  }

  /** @param {HTMLElement} row */
  rove(row) {
    if (!row.dataset.segment) return;
    for (const each of this.rows()) each.tabIndex = each === row ? 0 : -1;
  }

  /** Move by rows and words, and quote. @param {KeyboardEvent} event */
  key(event) {
    const row = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("li[data-segment]"));
    const selection = getSelection();
    if (!row || !selection || event.altKey || event.ctrlKey || event.metaKey) return;
    const across = { ArrowLeft: "left", ArrowRight: "right" }[event.key];
    if (event.key === "Enter") this.quote(event.shiftKey ? "block" : "inline");
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.step(row, event.key === "ArrowDown" ? 1 : -1, event.shiftKey);
    else if (across) {
      if (!this.within(row, selection)) selection.collapse(this.words(row), 0);
      selection.modify(event.shiftKey ? "extend" : "move", across, "word");
    } else return;
    event.preventDefault();
  }

  /** @param {HTMLElement} row @param {number} by @param {boolean} extend */
  step(row, by, extend) {
    const rows = this.rows().filter((each) => !each.hidden);
    const next = rows[rows.indexOf(row) + by];
    const selection = getSelection();
    if (!next || !selection) return;
    if (extend) {
      if (selection.isCollapsed) selection.setBaseAndExtent(this.words(row), by > 0 ? 0 : this.words(row).childNodes.length, this.words(next), by > 0 ? this.words(next).childNodes.length : 0);
      else selection.extend(this.words(next), by > 0 ? this.words(next).childNodes.length : 0);
    }
    next.focus();
    if (!extend) selection.collapse(this.words(next), 0);
    next.scrollIntoView({ block: "nearest" });
  }

  /** @param {HTMLElement} row */
  words(row) {
    return /** @type {HTMLElement} */ (row.querySelector(`.said[data-side="${this.side.value}"]`));
  }

  /** @param {HTMLElement} row @param {Selection} selection */
  within(row, selection) {
    return selection.focusNode !== null && this.words(row).contains(selection.focusNode);
  }

  /** What is picked: the selected words of the side that is chosen, else the row that has the focus. */
  picks() {
    const selection = getSelection();
    const range = selection && !selection.isCollapsed && this.list.contains(selection.anchorNode) ? selection.getRangeAt(0) : null;
    const focused = /** @type {HTMLElement | null} */ (this.list.querySelector('li[tabindex="0"]'));
    if (!range) return focused ? [{ segment: focused.dataset.segment }] : [];
    return this.rows().flatMap((row) => {
      const words = this.words(row);
      if (row.hidden || !range.intersectsNode(words)) return [];
      const [start, end] = bounds(range, words);
      return end > start ? [{ segment: row.dataset.segment, start, end }] : [];
    });
  }

  /** @param {"inline" | "block"} form */
  async quote(form) {
    const picks = this.picks();
    if (!picks.length) return this.say("Nothing is picked: mark words of the chosen side.", "bad");
    const asked = { picks, form, side: this.side.value };
    await this.take("quote", asked, form === "block");
  }

  /** The frame at the begin of the row that has the focus. */
  async still() {
    const row = /** @type {HTMLElement | null} */ (this.list.querySelector('li[tabindex="0"]'));
    if (row) await this.take("still", { at: Number(row.dataset.start) }, true);
  }

  /** @param {string} what @param {object} asked @param {boolean} apart */
  async take(what, asked, apart) {
    const doc = this.view.state.doc;
    try {
      const taken = await tell(`/api/items/${this.item.value}/${what}`, { ...asked, file: this.file, text: doc.toString() });
      if (!this.view.state.doc.eq(doc)) return this.say("The text was changed meanwhile; quote again.", "bad");
      put(this.view, taken, apart);
      this.say(`Put in: ${taken.pins.join(", ") || "a still"}`);
    } catch (failure) {
      const { message, hint } = /** @type {any} */ (failure);
      this.say(`Not quoted: ${message}. ${hint}`, "bad");
    }
  }
}

/** The bounds of a range in the one text of an element. @param {Range} range @param {HTMLElement} words */
function bounds(range, words) {
  const text = words.firstChild;
  const length = text?.textContent?.length ?? 0;
  if (!text) return [0, 0];
  const start = range.comparePoint(text, 0) < 0 && range.startContainer === text ? range.startOffset : 0;
  const end = range.comparePoint(text, length) > 0 && range.endContainer === text ? range.endOffset : length;
  return [start, end];
}

/** Put a quotation where the cursor is; a block or a still in a paragraph of its own. @param {import("@codemirror/view").EditorView} view @param {any} taken @param {boolean} apart */
function put(view, taken, apart) {
  const { doc, selection } = view.state;
  const closing = frontEnd(doc);
  let at = Math.max(selection.main.head, closing ? Math.min(doc.line(closing).to + 1, doc.length) : 0);
  let words = taken.markdown;
  if (apart) {
    const line = doc.lineAt(at);
    at = line.text.trim() ? line.to : line.from;
    const before = doc.sliceString(0, at).trimEnd().length;
    const gap = at === 0 ? "" : "\n\n".slice(Math.min(2, (doc.sliceString(before, at).match(/\n/g) ?? []).length));
    words = `${gap}${words}\n${doc.sliceString(at, at + 2).startsWith("\n\n") ? "" : "\n"}`;
  }
  const changes = [{ from: at, insert: words }];
  if (taken.front) changes.push({ from: taken.front.start, to: taken.front.end, insert: taken.front.text });
  const edit = view.state.changes(changes);
  view.dispatch({ changes: edit, selection: { anchor: edit.mapPos(at, 1) }, scrollIntoView: true, userEvent: "input.quote" });
}
