// @ts-check
/** Which chord does what: the deeds' own chords, changed by a person's choice, and the one listener that acts. */

import { chordOf, types } from "./chord.js";
import { DEEDS } from "./deeds.js";

export class Keyboard {
  /**
   * @param {Record<string, string[]>} chosen a person's chords by deed
   * @param {(name: string, event: KeyboardEvent) => void} act
   * @param {import("./deeds.js").Deed[]} [deeds] what keys can do on this page
   */
  constructor(chosen, act, deeds = DEEDS) {
    this.deeds = deeds;
    this.chosen = { ...chosen };
    this.act = act;
    this.byChord = this.read();
  }

  read() {
    const byChord = new Map();
    for (const deed of this.deeds) for (const chord of this.chords(deed.name)) byChord.set(chord, deed.name);
    return byChord;
  }

  /** Return the chords of a deed. @param {string} name @returns {string[]} */
  chords(name) {
    return this.chosen[name] ?? this.deeds.find((deed) => deed.name === name)?.chords ?? [];
  }

  /**
   * Give a chord to a deed, taking it from the deed that had it; return that other deed's name or "".
   * @param {string} name
   * @param {string} chord
   */
  bind(name, chord) {
    const other = this.byChord.get(chord) ?? "";
    if (other && other !== name) this.chosen[other] = this.chords(other).filter((each) => each !== chord);
    this.chosen[name] = [chord];
    this.byChord = this.read();
    return other === name ? "" : other;
  }

  /** Take every choice back. */
  reset() {
    this.chosen = {};
    this.byChord = this.read();
  }

  /** Listen on `target` before any field does. @param {HTMLElement} target */
  listen(target) {
    target.addEventListener("keydown", (event) => this.press(event), true);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const chord = chordOf(event);
    const name = this.byChord.get(chord);
    if (!name || document.querySelector("dialog[open]")) return;
    const field = /** @type {HTMLElement} */ (event.target);
    if (types(chord) && field.matches("textarea, input, select")) return;
    // What has the focus is pressed by these, whatever else they do.
    if ((chord === "Space" || chord === "Enter") && field.matches("button, a, summary")) return;
    // A panel closes by Escape, as everywhere; playing can wait.
    if (chord === "Escape" && field.closest("[data-panel]")) return;
    if (chord === "Tab" && !field.closest("[data-rows]")) return;
    event.preventDefault();
    event.stopPropagation();
    this.act(name, event);
  }
}
