// @ts-check
/**
 * A list of rows of which only those near the view exist. Rows are placed by their top; a row whose height proves
 * other than guessed moves those below it, never what the reader looks at.
 */

import { Heights } from "./heights.js";

const BEYOND = 500;

/** @template T @typedef {{id: (item: T) => string, guess: (item: T) => number, make: (item: T) => HTMLElement,
 *   fill: (row: HTMLElement, item: T, place: number) => void, gone?: (row: HTMLElement) => void}} Rows */

/** @template T */
export class List {
  /** @param {HTMLElement} scroller @param {HTMLElement} holder @param {Rows<T>} rows */
  constructor(scroller, holder, rows) {
    this.scroller = scroller;
    this.holder = holder;
    this.rows = rows;
    this.heights = new Heights();
    /** @type {T[]} */
    this.items = [];
    /** @type {Map<string, HTMLElement>} */
    this.shown = new Map();
    /** @type {Map<string, number>} */
    this.places = new Map();
    /** @type {Map<string, number>} */
    this.measured = new Map();
    this.pinned = "";
    this.asked = 0;
    this.observer = new ResizeObserver((entries) => this.measure(entries));
    scroller.addEventListener("scroll", () => this.ask(), { passive: true });
    new ResizeObserver(() => this.ask()).observe(scroller);
    this.width = 0;
  }

  /** Show these items in this order, keeping in place what stands at the top of the view. @param {T[]} items */
  show(items) {
    const anchor = this.anchor();
    if (this.width !== this.scroller.clientWidth) this.measured.clear();
    this.width = this.scroller.clientWidth;
    this.items = items;
    this.places = new Map(items.map((item, place) => [this.rows.id(item), place]));
    this.heights.reset(items.map((item) => this.measured.get(this.rows.id(item)) ?? this.rows.guess(item)));
    this.draw(true);
    this.restore(anchor);
  }

  /** Fill again the rows of these ids, where they are shown. @param {Iterable<string>} ids @param {T[]} items */
  refresh(ids, items) {
    this.items = items;
    for (const id of ids) {
      const row = this.shown.get(id);
      const place = this.places.get(id);
      if (row && place !== undefined) this.rows.fill(row, items[place], place);
    }
  }

  /** Keep one row in being even when it is scrolled away: the one that has the focus. @param {string} id */
  pin(id) {
    this.pinned = id;
    this.draw();
  }

  /** Bring a row into view with some of its neighbours; return it. @param {string} id */
  reveal(id) {
    const place = this.places.get(id);
    if (place === undefined) return undefined;
    for (let turn = 0; turn < 3; turn += 1) {
      const top = this.heights.top(place);
      const bottom = this.heights.top(place + 1);
      const room = Math.min(80, this.scroller.clientHeight / 5);
      const { scrollTop, clientHeight } = this.scroller;
      if (top - room < scrollTop) this.scroller.scrollTop = top - room;
      else if (bottom + room > scrollTop + clientHeight) {
        this.scroller.scrollTop = Math.min(top - 8, bottom + room - clientHeight);
      } else if (turn) break;
      this.draw();
      this.measureShown();
    }
    return this.shown.get(id);
  }

  ask() {
    if (this.asked) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      if (this.width !== this.scroller.clientWidth) this.show(this.items);
      else this.draw();
    });
  }

  draw(afresh = false) {
    if (!this.items.length) return this.clear();
    const from = this.scroller.scrollTop - BEYOND;
    const first = this.heights.at(Math.max(0, from));
    const last = this.heights.at(from + this.scroller.clientHeight + 2 * BEYOND);
    const wanted = new Set();
    for (let place = first; place <= last; place += 1) wanted.add(this.rows.id(this.items[place]));
    if (this.places.has(this.pinned)) wanted.add(this.pinned);
    for (const [id, row] of this.shown) if (!wanted.has(id)) this.remove(id, row);
    const places = [...wanted].map((id) => /** @type {number} */ (this.places.get(id))).sort((a, b) => a - b);
    this.place(places, afresh);
    this.holder.style.height = `${this.heights.whole}px`;
  }

  /** @param {number[]} places @param {boolean} afresh */
  place(places, afresh) {
    /** @type {Element | null} */
    let next = null;
    for (const place of places.reverse()) {
      const item = this.items[place];
      const id = this.rows.id(item);
      let row = this.shown.get(id);
      if (!row) {
        row = this.rows.make(item);
        this.shown.set(id, row);
        this.rows.fill(row, item, place);
        this.holder.insertBefore(row, next);
        this.observer.observe(row);
      } else {
        if (afresh) this.rows.fill(row, item, place);
        if (afresh && row.nextElementSibling !== next && !row.contains(document.activeElement)) this.holder.insertBefore(row, next);
      }
      row.style.top = `${this.heights.top(place)}px`;
      next = row;
    }
  }

  clear() {
    for (const [id, row] of this.shown) this.remove(id, row);
    this.holder.style.height = "0";
  }

  /** @param {string} id @param {HTMLElement} row */
  remove(id, row) {
    this.rows.gone?.(row);
    this.observer.unobserve(row);
    this.shown.delete(id);
    row.remove();
  }

  /** @returns {{id: string, beside: number} | null} */
  anchor() {
    if (!this.items.length) return null;
    const { scrollTop } = this.scroller;
    const place = this.heights.at(scrollTop);
    return { id: this.rows.id(this.items[place]), beside: scrollTop - this.heights.top(place) };
  }

  /** @param {{id: string, beside: number} | null} anchor */
  restore(anchor) {
    const place = anchor ? this.places.get(anchor.id) : undefined;
    if (!anchor || place === undefined || anchor.beside + this.heights.top(place) < 1) return;
    const wanted = this.heights.top(place) + anchor.beside;
    if (Math.abs(wanted - this.scroller.scrollTop) >= 1) this.scroller.scrollTop = wanted;
  }

  measureShown() {
    const anchor = this.anchor();
    let changed = false;
    for (const [id, row] of this.shown) changed = this.heard(id, row.offsetHeight) || changed;
    if (changed) this.settle(anchor);
  }

  /** @param {ResizeObserverEntry[]} entries */
  measure(entries) {
    const anchor = this.anchor();
    let changed = false;
    for (const entry of entries) {
      const row = /** @type {HTMLElement} */ (entry.target);
      if (row.isConnected) changed = this.heard(row.dataset.id ?? "", entry.borderBoxSize[0].blockSize) || changed;
    }
    if (changed) this.settle(anchor);
  }

  /** @param {string} id @param {number} height */
  heard(id, height) {
    const place = this.places.get(id);
    if (place === undefined || !height) return false;
    this.measured.set(id, height);
    return this.heights.set(place, height);
  }

  /** @param {{id: string, beside: number} | null} anchor */
  settle(anchor) {
    this.draw();
    this.restore(anchor);
  }
}
