// @ts-check
/** One segment as a row: time, speaker, both texts, state. Text areas exist in the row being worked on only. */

import { element, button } from "./build.js";
import { moment } from "./clock.js";

/** @typedef {import("./store.js").Segment} Segment */
/** @typedef {"original" | "translation"} Side */

export const SIDES = /** @type {const} */ (["original", "translation"]);

export class Row {
  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
  }

  /** @param {Segment} segment */
  make(segment) {
    const row = element("li", { class: "row", "data-id": segment.id });
    const when = button("", "hear", { class: "when", title: "Play this segment", tabindex: "-1" });
    const speaker = button("", "rename", { class: "speaker", title: "Speaker", tabindex: "-1" });
    row.append(
      element("div", { class: "about" }, when, speaker, element("span", { class: "others" })),
      ...SIDES.map((side) => this.side(side)),
      element("div", { class: "state" }),
    );
    return row;
  }

  /** @param {Side} side */
  side(side) {
    const { language, direction, called } = this.desk.sides[side];
    return element("div", { class: `side ${side}`, "data-side": side, lang: language, dir: direction, "data-called": called },
      element("div", { class: "text" }));
  }

  /** @param {HTMLElement} row @param {Segment} segment @param {number} place */
  fill(row, segment, place) {
    row.setAttribute("aria-posinset", String(place + 1));
    row.setAttribute("aria-setsize", String(this.desk.store.order.length));
    row.classList.toggle("approved", segment.approved);
    row.classList.toggle("stale", segment.stale);
    put(row, ".when", moment(segment.start));
    const when = /** @type {HTMLElement} */ (row.querySelector(".when"));
    when.setAttribute("aria-label", `Play from ${moment(segment.start)} to ${moment(segment.end)}`);
    put(row, ".speaker", segment.speaker || "speaker?");
    row.querySelector(".speaker")?.classList.toggle("unknown", !segment.speaker);
    for (const side of SIDES) this.fillSide(row, segment, side);
    this.fillOthers(row, segment.id);
    this.fillState(row, segment);
  }

  /** @param {HTMLElement} row @param {Segment} segment @param {Side} side */
  fillSide(row, segment, side) {
    const cell = /** @type {HTMLElement} */ (row.querySelector(`.${side}`));
    const unsent = this.desk.typing.text(segment.id, side);
    const text = unsent ?? segment[side];
    const machine = segment[`${side}_origin`] === "machine" && unsent === undefined;
    cell.classList.toggle("machine", machine);
    cell.classList.toggle("empty", !text);
    const shown = /** @type {HTMLElement} */ (cell.querySelector(".text"));
    if (shown.textContent !== text) shown.textContent = text;
    const area = cell.querySelector("textarea");
    if (!area) return this.mark(cell, machine);
    if (area.value !== text && unsent === undefined) area.value = text;
    this.name(area, segment, side, machine);
  }

  /** @param {HTMLElement} cell @param {boolean} machine */
  mark(cell, machine) {
    const said = cell.querySelector(".said");
    if (machine === Boolean(said)) return;
    if (said) said.remove();
    else cell.prepend(element("span", { class: "said hidden", lang: "en", dir: "ltr", text: "machine text: " }));
  }

  /** @param {HTMLTextAreaElement} area @param {Segment} segment @param {Side} side @param {boolean} machine */
  name(area, segment, side, machine) {
    const what = side === "original" ? "Spoken text" : "Translation";
    const whose = machine ? ", machine draft" : "";
    area.setAttribute("aria-label", `${what}, ${this.desk.sides[side].called}${whose}, ${moment(segment.start)}`);
  }

  /** Give a row its text areas. @param {HTMLElement} row @param {Segment} segment */
  open(row, segment) {
    row.classList.add("active");
    row.setAttribute("aria-current", "true");
    for (const side of SIDES) {
      const cell = /** @type {HTMLElement} */ (row.querySelector(`.${side}`));
      if (cell.querySelector("textarea")) continue;
      const { language, direction } = this.desk.sides[side];
      const area = element("textarea", { rows: 1, lang: language, dir: direction, spellcheck: true, "data-side": side });
      area.value = this.desk.typing.text(segment.id, side) ?? segment[side];
      area.readOnly = !this.desk.may.decide;
      cell.querySelector(".said")?.remove();
      cell.append(area);
      this.name(area, segment, side, cell.classList.contains("machine"));
    }
    this.fillState(row, segment);
  }

  /** Take a row's text areas away. @param {HTMLElement} row @param {Segment | undefined} segment */
  close(row, segment) {
    row.classList.remove("active");
    row.removeAttribute("aria-current");
    for (const area of row.querySelectorAll("textarea")) area.remove();
    if (!segment) return;
    for (const side of SIDES) this.fillSide(row, segment, side);
    this.fillState(row, segment);
  }

  /** Follow a keystroke: the static text under the area is what gives the row its height. */
  typed(/** @type {HTMLTextAreaElement} */ area) {
    const cell = /** @type {HTMLElement} */ (area.parentElement);
    /** @type {HTMLElement} */ (cell.querySelector(".text")).textContent = area.value;
    cell.classList.remove("machine");
    cell.classList.toggle("empty", !area.value);
  }

  /** @param {HTMLElement} row @param {string} id */
  fillOthers(row, id) {
    const here = this.desk.present.filter((each) => each.segment === id && each.by !== this.desk.person);
    put(row, ".others", here.length ? `${here.map((each) => each.by).join(", ")} here` : "");
    row.classList.toggle("shared", here.length > 0);
  }

  /** @param {HTMLElement} row @param {Segment} segment */
  fillState(row, segment) {
    const state = /** @type {HTMLElement} */ (row.querySelector(".state"));
    const active = row.classList.contains("active") && this.desk.may.decide;
    const focused = /** @type {HTMLElement | null} */ (state.contains(document.activeElement) ? document.activeElement : null);
    state.replaceChildren(...stateLines(segment, this.desk.store.readers, this.desk.person), ...(active ? acts(segment, this.desk) : []));
    if (focused) /** @type {HTMLElement | null} */ (state.querySelector(`[data-act="${focused.dataset.act}"]`))?.focus();
  }
}

/** @param {HTMLElement} row @param {string} where @param {string} text */
function put(row, where, text) {
  const at = /** @type {HTMLElement} */ (row.querySelector(where));
  if (at.textContent !== text) at.textContent = text;
}

/** @param {Segment} segment @param {number} readers @param {string} person */
function stateLines(segment, readers, person) {
  const lines = [];
  const names = segment.approvals.map((each) => each.by).join(", ");
  if (segment.approved) lines.push(element("span", { class: "badge yes", title: `Approved by ${names}`, text: "✓ approved" }));
  else if (segment.approvals.length) {
    const mine = segment.approvals.some((each) => each.by === person);
    const text = `${segment.approvals.length} of ${readers} readers${mine ? ": another must approve" : ""}`;
    lines.push(element("span", { class: "badge part", title: `Approved by ${names}`, text }));
  } else lines.push(element("span", { class: "badge", text: draftOf(segment) }));
  if (segment.stale) lines.push(element("span", { class: "badge warn", text: "original changed since" }));
  if (segment.note) lines.push(element("span", { class: "badge note", title: segment.note, text: "note" }));
  if (segment.typed_by && segment.typed_by !== person) lines.push(element("span", { class: "badge warn", text: `${segment.typed_by} is typing` }));
  return lines;
}

/** @param {Segment} segment */
function draftOf(segment) {
  if (!segment.original.trim()) return "empty";
  const human = [segment.original_origin, segment.translation_origin].includes("human");
  if (!segment.translation.trim()) return human ? "edited, no translation" : "no translation";
  return human ? "edited" : "machine draft";
}

/** @param {Segment} segment @param {import("./desk.js").Desk} desk */
function acts(segment, desk) {
  const mine = segment.approvals.some((each) => each.by === desk.person);
  const says = segment.stale ? "Still right" : "Approve";
  const made = mine ? [button("Take back", "withdraw")] : [button(says, "approve-next", { class: "primary", title: "Shift+Enter" })];
  return [element("div", { class: "acts" }, ...made, button("History", "history"), button("Note", "note"))];
}
