// @ts-check
/** A chord is a key with its modifiers, written `Alt+Shift+ArrowLeft`; the same on every keyboard layout. */

const BARE = new Set(["Control", "Alt", "Shift", "Meta", "AltGraph", "CapsLock", "Dead", "Process", "Unidentified"]);

/**
 * Name the chord of a key event, or return "" for a modifier alone or text being composed.
 * A letter or digit with a modifier is taken from the key's place where the layout has no Latin letter there, so
 * that Alt+Q works while a Persian layout is on.
 * @param {KeyboardEvent} event
 */
export function chordOf(event) {
  if (event.isComposing || BARE.has(event.key)) return "";
  const key = keyOf(event);
  const shifted = event.shiftKey && (key.length > 1 || /[A-Z0-9]/.test(key));
  return [event.ctrlKey && "Ctrl", event.altKey && "Alt", shifted && "Shift", event.metaKey && "Meta", key]
    .filter(Boolean)
    .join("+");
}

/** @param {KeyboardEvent} event */
function keyOf(event) {
  if (event.key === "؟") return "?";
  if (event.key === " ") return "Space";
  if (event.key.length > 1) return event.key;
  const held = event.ctrlKey || event.altKey || event.metaKey;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code);
  if (held && digit) return digit[1];
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (held && letter && !/[a-z]/i.test(event.key)) return letter[1];
  const mark = { BracketLeft: "[", BracketRight: "]", Slash: "/", Minus: "-", Equal: "=" }[event.code];
  if (held && mark) return mark;
  return event.key.toUpperCase();
}

/** Tell whether a chord types a character, and so must be left to the text field that has the focus. */
export function types(/** @type {string} */ chord) {
  return [...chord.replace(/^Shift\+/, "")].length === 1 || chord === "Space";
}

/** Spell a chord for people: `Alt+Shift+←`. */
export function spelled(/** @type {string} */ chord) {
  return chord
    .replace("ArrowLeft", "←").replace("ArrowRight", "→").replace("ArrowUp", "↑").replace("ArrowDown", "↓")
    .replace("Escape", "Esc");
}
