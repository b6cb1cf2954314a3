// @ts-check
/** The segments as the desk last told them, and what changed since. */

/**
 * @typedef {{by: string, at: string, note?: string}} Approval
 * @typedef {{id: string, version: number, start: number, end: number, speaker: string,
 *   original: string, original_origin: string, translation: string, translation_origin: string,
 *   approvals: Approval[], approved: boolean, stale: boolean, note: string, history_count: number, span: {start: number, end: number}, typed_by: string}} Segment
 */

export class Store {
  constructor() {
    /** @type {Map<string, Segment>} */
    this.segments = new Map();
    /** @type {Segment[]} */
    this.order = [];
    /** @type {Map<string, number>} */
    this.places = new Map();
    this.stamp = "";
    this.revision = /** @type {number | null} */ (null);
    this.pending = 0;
    this.readers = 1;
  }

  /**
   * Take in an answer of the desk; return the ids that changed, or null when the order did too.
   * @param {any} answer
   * @returns {Set<string> | null}
   */
  take(answer) {
    for (const name of ["stamp", "revision", "pending", "readers"]) {
      if (name in answer) /** @type {any} */ (this)[name] = answer[name];
    }
    if (answer.whole) this.segments.clear();
    let moved = Boolean(answer.whole || answer.removed?.length);
    const changed = new Set();
    for (const segment of answer.segments ?? []) {
      if (segment.span) Object.assign(segment, segment.span);
      const before = this.segments.get(segment.id);
      moved ||= !before || before.start !== segment.start || before.end !== segment.end;
      this.segments.set(segment.id, segment);
      changed.add(segment.id);
    }
    for (const id of answer.removed ?? []) this.segments.delete(id);
    if (!moved) {
      for (const id of changed) this.order[this.place(id)] = this.get(id);
      return changed;
    }
    this.sort();
    return null;
  }

  sort() {
    this.order = [...this.segments.values()].sort(
      (a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1),
    );
    this.places = new Map(this.order.map((segment, place) => [segment.id, place]));
  }

  /** @param {string} id @returns {Segment} */
  get(id) {
    return /** @type {Segment} */ (this.segments.get(id));
  }

  /** @param {string} id */
  place(id) {
    return this.places.get(id) ?? -1;
  }

  /** Return the place of the segment that is spoken at a moment, or of the last before it; -1 before the first. */
  at(/** @type {number} */ ms) {
    let low = 0;
    let high = this.order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.order[middle].start <= ms) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Return the speakers in the order in which they first speak, as Alt+1..9 name them. */
  speakers() {
    return [...new Set(this.order.map((segment) => segment.speaker).filter(Boolean))];
  }

  /** Return how many segments are approved by enough readers. */
  approved() {
    return this.order.reduce((sum, segment) => sum + Number(segment.approved), 0);
  }
}
