// @ts-check
/** Everything that a key can do on the page of what was seen before, in the order in which `?` shows it. */

import { deed } from "../keys/deeds.js";

/** @type {import("../keys/deeds.js").Deed[]} */
export const SEEN_DEEDS = [
  deed("Listen", "play", "play or pause both", "Escape", "Space"),
  deed("Listen", "replay", "play the stretch again", "R"),
  deed("Listen", "back", "back 1.5 s", "F1"),
  deed("Listen", "forward", "forward 1.5 s", "F2"),
  deed("Listen", "slower", "slower", "F3"),
  deed("Listen", "faster", "faster", "F4"),
  deed("Listen", "frame-back", "one frame back", ","),
  deed("Listen", "frame-forward", "one frame forward", "."),
  deed("Listen", "hear-here", "hear this item", "1"),
  deed("Listen", "hear-there", "hear the other item", "2"),
  deed("Listen", "hear-none", "hear neither", "3"),
  deed("Listen", "flip", "show the other picture flipped, or as it is", "M"),
  deed("Move", "next", "next sighting", "Alt+ArrowDown", "J"),
  deed("Move", "previous", "previous sighting", "Alt+ArrowUp", "K"),
  deed("Move", "next-open", "next sighting that nobody has judged", "Alt+PageDown"),
  deed("Move", "previous-open", "previous sighting that nobody has judged", "Alt+PageUp"),
  deed("Decide", "confirm", "confirm, and go to the next", "Shift+Enter"),
  deed("Decide", "reject", "reject, and go to the next", "Alt+X"),
  deed("Decide", "teach", "say that the stretch proves nothing", "Alt+T"),
  deed("Mark", "mark-start", "the marked stretch starts where the footage stands", "Alt+["),
  deed("Mark", "mark-end", "the marked stretch ends where the footage stands", "Alt+]"),
  deed("Mark", "mark-sighting", "mark the stretch of the sighting", "Alt+M"),
  deed("Look", "zoom-in", "timeline closer", "Alt+=", "+"),
  deed("Look", "zoom-out", "timeline wider", "Alt+-", "-"),
  deed("Look", "whole", "all of the timeline", "0"),
  deed("Look", "help", "these keys", "?", "Ctrl+/"),
];
