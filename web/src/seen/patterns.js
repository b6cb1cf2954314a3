// @ts-check
/** Six patterns beside eight colours: no stretch is told from another by its colour alone. */

const SIDE = 8;

/** @type {((on: CanvasRenderingContext2D) => void)[]} */
const STROKES = [
  () => undefined,
  (on) => (line(on, 0, SIDE, SIDE, 0), line(on, -1, 1, 1, -1), line(on, SIDE - 1, SIDE + 1, SIDE + 1, SIDE - 1)),
  (on) => (line(on, 0, 0, SIDE, SIDE), line(on, -1, SIDE - 1, 1, SIDE + 1), line(on, SIDE - 1, -1, SIDE + 1, 1)),
  (on) => line(on, 0, SIDE / 2, SIDE, SIDE / 2),
  (on) => line(on, SIDE / 2, 0, SIDE / 2, SIDE),
  (on) => (line(on, 0, SIDE / 2, SIDE, SIDE / 2), line(on, SIDE / 2, 0, SIDE / 2, SIDE)),
];
export const PATTERNS = STROKES.length;
/** @type {Map<string, CanvasPattern | null>} */
const made = new Map();

/**
 * Return a pattern in a colour; null where it is plain.
 * @param {CanvasRenderingContext2D} on @param {number} number @param {string} ink
 */
export function patternOf(on, number, ink) {
  if (number % PATTERNS === 0) return null;
  const key = `${number % PATTERNS} ${ink}`;
  if (!made.has(key)) made.set(key, make(on, number % PATTERNS, ink));
  return made.get(key) ?? null;
}

/** @param {CanvasRenderingContext2D} on @param {number} number @param {string} ink */
function make(on, number, ink) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = SIDE;
  const drawing = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  drawing.strokeStyle = ink;
  drawing.lineWidth = 1.5;
  STROKES[number](drawing);
  return on.createPattern(tile, "repeat");
}

/** @param {CanvasRenderingContext2D} on @param {number} fromX @param {number} fromY @param {number} toX @param {number} toY */
function line(on, fromX, fromY, toX, toY) {
  on.beginPath();
  on.moveTo(fromX, fromY);
  on.lineTo(toX, toY);
  on.stroke();
}
