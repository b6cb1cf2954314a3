// @ts-check
/** Return the token that this page's writes carry. */
export function token() {
  return /** @type {HTMLMetaElement} */ (document.querySelector('meta[name="desk-token"]')).content;
}
