// @ts-check
/** The sightings as the page lists them: read from its rows, which stand there without any script. */

/** @typedef {{number: number, start: number, end: number, state: string, item: number, letter: string, name: string, title: string, direction: string, thereStart: number, speed: number, mirrored: boolean, pictured: boolean, veiled: boolean, row: HTMLElement}} Row */

/** @param {HTMLElement} main @returns {Row[]} */
export function rowsOf(main) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll("[data-sighting]"))].map(rowOf);
}

/** @param {HTMLElement} row @returns {Row} */
function rowOf(row) {
  const { sighting, start, end, state, item, letter, there, title, direction, thereStart, speed, mirrored, pictured, veiledThere } = row.dataset;
  return {
    number: Number(sighting),
    ...{ start: Number(start), end: Number(end), thereStart: Number(thereStart), speed: Number(speed), item: Number(item) },
    ...{ state: state ?? "", letter: letter ?? "", name: there ?? "", title: title ?? "", direction: direction ?? "ltr" },
    ...{ mirrored: mirrored === "yes", pictured: pictured === "yes", veiled: veiledThere === "yes", row },
  };
}

/** Return the stretches that prove nothing, in milliseconds. @param {HTMLElement} main */
export function hatchedOf(main) {
  const told = /** @type {HTMLElement | null} */ (main.querySelector("[data-hatched]"))?.dataset.hatched ?? "";
  return [...told.matchAll(/(\d+)-(\d+)/g)].map(([, start, end]) => ({ start: Number(start), end: Number(end) }));
}
