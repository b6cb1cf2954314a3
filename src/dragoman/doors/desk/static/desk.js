// @ts-check
// What every page of the desk does: send writes with the session's token, hear what happens, lift veils.

/** What the desk answered instead of doing what was asked. */
export class Refused extends Error {
  /** @param {number} status @param {any} answer */
  constructor(status, answer) {
    super(answer?.error ?? `the desk answered ${status}`);
    this.status = status;
    this.answer = answer;
  }
}

/**
 * Send a request with the session's token; return the JSON that came back, or null where nothing did.
 * A string or bytes go as they are, anything else as JSON. Throws Refused, or TypeError where nobody answers.
 * @param {string} method @param {string} address @param {unknown} [value] @param {Record<string, string>} [headers]
 */
export async function send(method, address, value, headers = {}) {
  const isRaw = typeof value === "string" || value instanceof Blob || value instanceof ArrayBuffer;
  const response = await fetch(address, {
    method,
    headers: {
      Accept: "application/json",
      "X-Desk-Token": token(),
      ...(value === undefined ? {} : { "Content-Type": isRaw ? "application/octet-stream" : "application/json" }),
      ...headers,
    },
    body: value === undefined ? undefined : isRaw ? /** @type {any} */ (value) : JSON.stringify(value),
  });
  const text = await response.text();
  const answer = response.headers.get("content-type")?.startsWith("application/json") ? JSON.parse(text) : null;
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

/** Return the token that this page's writes carry. */
export function token() {
  return /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=desk-token]")).content;
}

/** Say something to the person, for screen readers too. @param {string} text @param {boolean} [isBad] */
export function tell(text, isBad = false) {
  let line = document.querySelector("#told");
  if (!line) {
    line = document.createElement("p");
    line.id = "told";
    line.setAttribute("role", "status");
    document.body.append(line);
  }
  line.className = isBad ? "bad" : "";
  line.textContent = text;
}

function listen() {
  const events = new EventSource("/events");
  const offline = /** @type {HTMLElement} */ (document.querySelector("#offline"));
  for (const name of ["work", "items", "dispatches"]) {
    events.addEventListener(name, (event) => {
      document.dispatchEvent(new CustomEvent(`desk:${name}`, { detail: JSON.parse(event.data) }));
    });
  }
  events.addEventListener("open", () => (offline.hidden = true));
  events.addEventListener("error", () => {
    offline.hidden = false;
    // A browser gives up for good where an answer is no stream, as when the session ended.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
  });
  addEventListener("pagehide", () => events.close(), { once: true });
}

/** @type {Map<string, any>} */
const working = new Map();

function countWork() {
  document.addEventListener("desk:work", (event) => {
    for (const state of /** @type {CustomEvent} */ (event).detail) working.set(state.id, state);
    const going = [...working.values()].filter((state) => ["waiting", "running"].includes(state.state)).length;
    const count = document.querySelector("#work-count");
    if (count) count.textContent = going ? String(going) : "";
  });
}

/** Keep graphic footage blurred and muted until someone asks. */
function veil() {
  for (const veiled of document.querySelectorAll("[data-veiled]:not([data-veil-ready])")) {
    veiled.setAttribute("data-veil-ready", "");
    const videos = veiled.querySelectorAll("video, audio");
    for (const video of videos) /** @type {HTMLMediaElement} */ (video).muted = true;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lift";
    button.textContent = "Graphic footage. Show it";
    button.addEventListener("click", () => {
      veiled.removeAttribute("data-veiled");
      for (const video of videos) /** @type {HTMLMediaElement} */ (video).muted = false;
      button.remove();
    });
    veiled.append(button);
  }
}

/** Give every request of htmx the token. */
function armHtmx() {
  document.addEventListener("htmx:configRequest", (event) => {
    /** @type {any} */ (event).detail.headers["X-Desk-Token"] = token();
  });
  document.addEventListener("htmx:load", veil);
}

countWork();
armHtmx();
veil();
if (token()) listen();
