// @ts-check
/** The sheet of keys that `?` opens: every deed with its chords, each of which can be changed. */

import { chordOf, spelled } from "./chord.js";

export class Sheet {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {import("./keyboard.js").Keyboard} keyboard
   * @param {(chosen: Record<string, string[]>) => Promise<unknown>} keep
   */
  constructor(dialog, keyboard, keep) {
    this.dialog = dialog;
    this.keyboard = keyboard;
    this.keep = keep;
    this.said = /** @type {HTMLElement} */ (dialog.querySelector("[data-said]"));
    this.list = /** @type {HTMLElement} */ (dialog.querySelector("[data-deeds]"));
    dialog.querySelector("[data-reset]")?.addEventListener("click", () => this.change(() => this.keyboard.reset(), "All keys are as they came."));
    dialog.addEventListener("keydown", (event) => this.capture(event), true);
    this.waiting = "";
  }

  open() {
    this.draw();
    this.dialog.showModal();
  }

  draw() {
    const parts = new Map();
    for (const deed of this.keyboard.deeds) parts.set(deed.part, [...(parts.get(deed.part) ?? []), this.line(deed)]);
    this.list.replaceChildren(...[...parts].map(([part, lines]) => section(part, lines)));
  }

  /** @param {import("./deeds.js").Deed} deed */
  line(deed) {
    const line = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chord";
    button.dataset.deed = deed.name;
    const chords = this.keyboard.chords(deed.name);
    button.textContent = this.waiting === deed.name ? "press the keys…" : chords.map(spelled).join(" or ") || "no key";
    button.setAttribute("aria-label", `${button.textContent}: ${deed.says}. Change`);
    button.addEventListener("click", () => this.wait(deed.name));
    line.append(button, ` ${deed.says}`);
    return line;
  }

  /** @param {string} name */
  wait(name) {
    this.waiting = name;
    this.said.textContent = "Press the new keys now. Delete takes the key away.";
    this.redraw(name);
  }

  /** @param {KeyboardEvent} event */
  capture(event) {
    const chord = chordOf(event);
    if (!this.waiting || !chord) return;
    event.preventDefault();
    event.stopPropagation();
    const name = this.waiting;
    this.waiting = "";
    if (chord === "Delete") return this.change(() => (this.keyboard.chosen[name] = []), "This deed has no key now.", name);
    const lost = this.keyboard.bind(name, chord);
    const says = this.keyboard.deeds.find((deed) => deed.name === lost)?.says;
    this.change(() => {}, says ? `Changed. “${says}” has lost this key.` : "Changed.", name);
  }

  /**
   * @param {() => void} how
   * @param {string} said
   * @param {string} [name]
   */
  change(how, said, name = "") {
    how();
    this.keyboard.byChord = this.keyboard.read();
    this.redraw(name);
    this.keep(this.keyboard.chosen).then(
      () => (this.said.textContent = said),
      () => (this.said.textContent = `${said} It could not be kept: the desk does not answer.`),
    );
  }

  /** @param {string} name */
  redraw(name) {
    this.draw();
    /** @type {HTMLElement | null} */ (this.list.querySelector(`[data-deed="${name}"]`))?.focus();
  }
}

/** @param {string} part @param {HTMLElement[]} lines */
function section(part, lines) {
  const whole = document.createElement("section");
  const heading = document.createElement("h3");
  heading.textContent = part;
  const list = document.createElement("ul");
  list.append(...lines);
  whole.append(heading, list);
  return whole;
}
