// @ts-check
/** Elements made of text alone: nothing that a source wrote is ever read as mark-up. */

/**
 * @param {string} name @param {Record<string, any>} [attributes] @param {(Node|string)[]} inside
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") made.textContent = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...inside);
  return made;
}

/** @param {string} label @param {() => unknown} act @param {Record<string, any>} [attributes] */
export function button(label, act, attributes = {}) {
  return element("button", { type: "button", onclick: act, ...attributes }, label);
}

/** The time of day, for people. @param {Date} [at] */
export function clock(at = new Date()) {
  return at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** Milliseconds as m:ss. @param {number} at */
export function stamp(at) {
  const seconds = Math.floor(at / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}
