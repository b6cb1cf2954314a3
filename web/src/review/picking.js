// @ts-check
/** Which words are marked: in the text area that has the focus, or across the static texts of several rows. */

/** @typedef {{segment: string, start?: number, end?: number}} Pick */

/** @param {import("./desk.js").Desk} desk @returns {{picks: Pick[], side: "original" | "translation"} | null} */
export function pickedIn(desk) {
  const selection = getSelection();
  if (selection && !selection.isCollapsed && selection.rangeCount) {
    const across = pickedAcross(selection.getRangeAt(0));
    if (across) return across;
  }
  const area = desk.area();
  if (!desk.active) return null;
  if (!area || area.selectionStart === area.selectionEnd) return { picks: [{ segment: desk.active }], side: "translation" };
  return { picks: [{ segment: desk.active, start: area.selectionStart, end: area.selectionEnd }], side: desk.side };
}

/** @param {Range} range @returns {{picks: Pick[], side: "original" | "translation"} | null} */
function pickedAcross(range) {
  const from = range.startContainer.parentElement?.closest(".side");
  const side = /** @type {any} */ (from)?.dataset.side;
  if (!side) return null;
  const picks = [];
  for (const text of document.querySelectorAll(`[data-rows] .${side} .text`)) {
    if (!range.intersectsNode(text)) continue;
    const pick = pickOf(range, text);
    if (pick) picks.push(pick);
  }
  return picks.length ? { picks, side } : null;
}

/** @param {Range} range @param {Element} text @returns {Pick | null} */
function pickOf(range, text) {
  const place = (/** @type {Node} */ node, /** @type {number} */ offset, /** @type {number} */ otherwise) =>
    node.parentElement === text ? offset : otherwise;
  const start = place(range.startContainer, range.startOffset, 0);
  const end = place(range.endContainer, range.endOffset, text.textContent?.length ?? 0);
  const row = /** @type {HTMLElement} */ (text.closest("[data-id]"));
  return end > start ? { segment: row.dataset.id ?? "", start, end } : null;
}
