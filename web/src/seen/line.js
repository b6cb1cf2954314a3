// @ts-check
/** The line of a sighting: which moment there shows what a moment here does. */

export class Line {
  /** @param {{start: number, end: number}} here @param {number} thereStart milliseconds @param {number} speed in thousandths: 1250 plays there 1.25 times as fast as here */
  constructor(here, thereStart, speed) {
    this.here = here;
    this.thereStart = thereStart;
    this.ratio = speed / 1000;
  }

  /** @param {number} here milliseconds of this item @returns {number} milliseconds of the other; may lie outside it */
  there(here) {
    return this.thereStart + (here - this.here.start) * this.ratio;
  }

  /** @param {number} there milliseconds of the other item @returns {number} milliseconds of this one */
  back(there) {
    return this.here.start + (there - this.thereStart) / this.ratio;
  }
}
