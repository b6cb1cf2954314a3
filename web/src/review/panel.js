// @ts-check
/** The panel at the side: the history of a segment, word by word, and its note. */

import { button, element } from "./build.js";

/** @type {Record<string, string>} */
const SAYS = {
  drafted: "drafted", original: "changed what was said", translation: "changed the translation", speaker: "named the speaker",
  time: "moved it", added: "added the segment", removed: "took the segment away", approved: "approved it",
  withdrawn: "took approvals back", remarked: "wrote a note",
};

export class Panel {
  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.panel = desk.part("[data-panel]");
    this.inside = desk.part("[data-panel-inside]");
    this.title = desk.part("[data-panel-title]");
    this.shows = "";
    this.drafted = 0;
    this.panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      this.close();
    }, true);
    desk.part("[data-panel-close]").addEventListener("click", () => this.close());
    desk.main.addEventListener("entered", () => this.shows === "history" && this.history(false));
  }

  close() {
    this.panel.hidden = true;
    this.shows = "";
    const row = this.desk.list.shown.get(this.desk.active);
    if (row) this.desk.focus(row);
  }

  /** @param {string} what @param {string} title @param {(Node | string)[]} inside */
  show(what, title, inside) {
    this.shows = what;
    this.title.textContent = title;
    this.inside.replaceChildren(...inside);
    this.panel.hidden = false;
  }

  /** Show who changed what, when. @param {boolean} [focus] */
  async history(focus = true) {
    const id = this.desk.active;
    if (!id) return;
    await this.desk.typing.flush();
    try {
      const events = await this.desk.api.read(`history/${id}`);
      if (this.desk.active !== id) return;
      this.drafted = 0;
      this.show("history", "History", events.length ? events.map((/** @type {any} */ each) => this.event(each)) : ["Nothing was decided on this segment yet: both texts are the machine's."]);
      if (focus) this.panel.focus();
    } catch (failure) {
      this.desk.failed(failure);
    }
  }

  /** @param {any} event */
  event(event) {
    const when = event.what === "drafted" ? "" : event.revision ? `revision ${event.revision}` : "not in a revision yet";
    const head = element("p", { class: "event-head" }, element("b", { text: event.by || "machine" }), ` ${SAYS[event.what] ?? event.what} `,
      element("time", { datetime: event.at, text: event.at ? new Date(event.at).toLocaleString() : "" }), element("small", { text: ` ${when}` }));
    const whole = element("div", { class: "event" }, head);
    if (event.note) whole.append(element("p", { text: event.note }));
    if (["original", "translation", "drafted"].includes(event.what)) whole.append(this.words(event));
    else if (event.before || event.after) whole.append(element("p", {}, ...[element("bdi", { text: event.before }), " → ", element("bdi", { text: event.after })].slice(event.before ? 0 : 2)));
    return whole;
  }

  /** @param {any} event */
  words(event) {
    const side = this.desk.sides[event.what === "original" || (event.what === "drafted" && !this.drafted++) ? "original" : "translation"];
    const line = element("p", { class: "words", lang: side.language, dir: side.direction });
    if (event.what === "drafted") line.textContent = event.after;
    else for (const { kind, text } of event.differences) {
      line.append(element(kind === "in" ? "ins" : kind === "out" ? "del" : "span", { text }));
    }
    return line;
  }

  /** Write or change the note of the segment. */
  note() {
    const segment = this.desk.store.segments.get(this.desk.active);
    if (!segment) return;
    const area = element("textarea", { rows: 4, maxlength: 20000, "aria-label": "Note for colleagues" });
    area.value = this.desk.typing.text(segment.id, "note") ?? segment.note;
    area.readOnly = !this.desk.may.decide;
    const keep = button("Done", "keep", { class: "primary" });
    const save = async () => {
      if (await this.desk.decide({ do: "remark", segment: segment.id, text: area.value })) this.close();
    };
    area.addEventListener("input", () => {
      const seen = this.desk.store.get(segment.id)?.version ?? 0;
      this.desk.typing.type({ segment: segment.id, field: "note", text: area.value, seen });
    });
    keep.addEventListener("click", save);
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      save();
    });
    this.show("note", "Note", [element("p", { text: "Seen by the desk only; never published. Saved as you type; Enter closes it, Shift+Enter begins a line." }), area, keep]);
    area.focus();
  }
}
