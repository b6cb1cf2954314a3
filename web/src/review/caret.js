// @ts-check
/** Where in a static text a click fell, so that the text area that takes its place has the caret there. */

/** @param {MouseEvent} event @param {HTMLElement} row @returns {number | undefined} */
export function caretAt(event, row) {
  const at = /** @type {any} */ (document).caretPositionFromPoint?.(event.clientX, event.clientY);
  const range = at ? null : /** @type {any} */ (document).caretRangeFromPoint?.(event.clientX, event.clientY);
  const [node, offset] = at ? [at.offsetNode, at.offset] : [range?.startContainer, range?.startOffset];
  return node?.nodeType === Node.TEXT_NODE && row.contains(node) ? offset : undefined;
}
