// @ts-check
/** Put stretches that overlap above one another. */

/**
 * Return the lane of each stretch, the first one that is free where it starts; stretches come by their start.
 * @param {{start: number, end: number}[]} spans
 * @param {number} most what overlaps deeper than this shares the last lane
 */
export function lanesOf(spans, most) {
  /** @type {number[]} */
  const free = [];
  return spans.map((span) => {
    let lane = free.findIndex((end) => end <= span.start);
    if (lane < 0) lane = Math.min(free.length, most - 1);
    free[lane] = Math.max(free[lane] ?? 0, span.end);
    return lane;
  });
}
