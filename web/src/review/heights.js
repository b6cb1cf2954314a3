// @ts-check
/** How high each row is, measured or guessed, and where it therefore stands. */

export class Heights {
  constructor() {
    /** @type {number[]} */
    this.each = [];
    this.tops = new Float64Array(1);
    this.clean = true;
  }

  /** Begin again with these heights in pixels. @param {number[]} each */
  reset(each) {
    this.each = each;
    this.tops = new Float64Array(each.length + 1);
    this.clean = false;
  }

  /** Set one row's height; return whether it changed. @param {number} place @param {number} height */
  set(place, height) {
    if (Math.abs(this.each[place] - height) < 0.5) return false;
    this.each[place] = height;
    this.clean = false;
    return true;
  }

  /** Return where a row begins, in pixels; the row after the last begins at the whole height. @param {number} place */
  top(place) {
    if (!this.clean) this.add();
    return this.tops[Math.max(0, Math.min(place, this.each.length))];
  }

  get whole() {
    return this.top(this.each.length);
  }

  /** Return the row that stands at a height of `y` pixels. @param {number} y */
  at(y) {
    if (!this.clean) this.add();
    let low = 0;
    let high = this.each.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tops[middle + 1] <= y) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, Math.max(0, this.each.length - 1));
  }

  add() {
    let sum = 0;
    for (let place = 0; place < this.each.length; place += 1) {
      this.tops[place] = sum;
      sum += this.each[place];
    }
    this.tops[this.each.length] = sum;
    this.clean = true;
  }
}
