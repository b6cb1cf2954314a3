// @ts-check
/** Where a segment is cut: at the caret in one text, at the likeliest gap in the other, at a moment of the footage. */

/**
 * @param {import("./store.js").Segment} segment
 * @param {"original" | "translation"} side
 * @param {number} place of the caret; inside a word, the nearer end of the word is meant
 * @param {number} at where the footage stands, in milliseconds
 */
export function cutOf(segment, side, place, at) {
  const caret = outOfWord(segment[side], place);
  const share = caret / Math.max(1, segment[side].length);
  const other = side === "original" ? "translation" : "original";
  const beside = likelyGap(segment[other], share);
  const inside = at > segment.start + 200 && at < segment.end - 200;
  const moment = inside ? at : Math.round(segment.start + share * (segment.end - segment.start));
  return {
    at_original: characters(segment.original, side === "original" ? caret : beside),
    at_translation: characters(segment.translation, side === "translation" ? caret : beside),
    at: Math.max(segment.start + 100, Math.min(segment.end - 100, moment)),
  };
}

/** Return a place in a text in characters, as the desk counts them; a browser counts some characters twice. @param {string} text @param {number} place */
export function characters(text, place) {
  return [...text.slice(0, place)].length;
}

/** Return a place as it is between words, else the nearer end of its word; a text without spaces has no such end. @param {string} text @param {number} place */
export function outOfWord(text, place) {
  const before = /\S*$/.exec(text.slice(0, place))?.[0].length ?? 0;
  const after = /^\S*/.exec(text.slice(place))?.[0].length ?? 0;
  const [start, end] = [place - before, place + after];
  if (!before || !after || (start === 0 && end === text.length)) return place;
  if (start === 0) return end;
  return end === text.length || before <= after ? start : end;
}

/** Return the gap between words nearest to a share of a text; one that ends a sentence counts as nearer. @param {string} text @param {number} share */
export function likelyGap(text, share) {
  const wanted = text.length * share;
  let best = text.length;
  let cost = Infinity;
  for (const gap of text.matchAll(/\s+/g)) {
    const ends = /[.!?؟۔;؛:،,]/.test(text[gap.index - 1] ?? "") ? 12 : 0;
    const off = Math.abs(gap.index - wanted) - ends;
    if (off < cost) [best, cost] = [gap.index, off];
  }
  return best;
}
