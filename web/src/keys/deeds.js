// @ts-check
/** Everything that a key can do in the review, in the order in which `?` shows it. */

/** @typedef {{name: string, says: string, chords: string[], part: string}} Deed */

/** @type {Deed[]} */
export const DEEDS = [
  deed("Listen", "play", "play or pause", "Escape"),
  deed("Listen", "replay", "play the segment again", "Tab"),
  deed("Listen", "back", "back 1.5 s", "F1"),
  deed("Listen", "forward", "forward 1.5 s", "F2"),
  deed("Listen", "slower", "slower", "F3"),
  deed("Listen", "faster", "faster", "F4"),
  deed("Move", "next", "next segment, and play it", "Alt+ArrowDown"),
  deed("Move", "previous", "previous segment, and play it", "Alt+ArrowUp"),
  deed("Move", "next-open", "next segment that is not approved", "Alt+PageDown"),
  deed("Move", "previous-open", "previous segment that is not approved", "Alt+PageUp"),
  deed("Move", "other-side", "to the other text: spoken or translated", "F8"),
  deed("Move", "leave", "out of the segments, to the next part of the page", "F6"),
  deed("Decide", "approve-next", "approve, go on and play", "Shift+Enter"),
  deed("Decide", "approve", "approve and stay", "Ctrl+Enter"),
  deed("Decide", "withdraw", "take approvals back", "Alt+W"),
  deed("Decide", "undo", "undo the last decision", "Alt+Z"),
  deed("Decide", "redo", "do it again", "Alt+Shift+Z"),
  deed("Decide", "commit", "make a numbered revision", "Ctrl+S"),
  deed("Segments", "split", "split at the caret", "Alt+Enter"),
  deed("Segments", "merge", "join with the next segment", "Alt+J"),
  deed("Segments", "nudge-earlier", "start 0.1 s earlier", "Alt+ArrowLeft"),
  deed("Segments", "nudge-later", "start 0.1 s later", "Alt+ArrowRight"),
  deed("Segments", "nudge-end-earlier", "end 0.1 s earlier", "Alt+Shift+ArrowLeft"),
  deed("Segments", "nudge-end-later", "end 0.1 s later", "Alt+Shift+ArrowRight"),
  deed("Segments", "start-here", "start where the video stands", "Alt+["),
  deed("Segments", "end-here", "end where the video stands", "Alt+]"),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => deed("Speakers", `speaker-${n}`, `speaker ${n} of this item`, `Alt+${n}`)),
  deed("Speakers", "rename", "name or rename the speaker: here, everywhere, from here on", "Alt+R"),
  deed("Take out", "quote", "quote what is marked, or the segment", "Alt+Q"),
  deed("Take out", "still", "still: the frame that is shown", "Alt+S"),
  deed("Look", "note", "note on the segment", "Alt+N"),
  deed("Look", "history", "history of the segment", "Alt+H"),
  deed("Look", "zoom-in", "waveform closer", "Alt+="),
  deed("Look", "zoom-out", "waveform wider", "Alt+-"),
  deed("Look", "help", "these keys", "?", "Ctrl+/"),
];

/**
 * @param {string} part
 * @param {string} name
 * @param {string} says
 * @param {...string} chords
 * @returns {Deed}
 */
export function deed(part, name, says, ...chords) {
  return { part, name, says, chords };
}
