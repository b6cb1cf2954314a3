// @ts-check
/** Keep the page as the desk has it: send its forms, take in what comes back, follow what others do. */

import { token } from "./token.js";

const AFTER = 300;

export class Fresh {
  /** @param {HTMLElement} main @param {{changed: () => void, say: (text: string, isBad?: boolean) => void}} told */
  constructor(main, told) {
    this.main = main;
    this.told = told;
    // The first events may come before this script listens: the page says how the store stood when it was made.
    this.count = main.dataset.count ?? "";
    this.timer = 0;
    this.isDue = false;
    /** @type {Map<string, string>} */
    this.known = new Map();
    main.addEventListener("submit", (event) => this.submit(event));
    main.addEventListener("focusout", () => this.isDue && this.soon());
    document.addEventListener("desk:items", (event) => this.counted(String(/** @type {CustomEvent} */ (event).detail)));
    document.addEventListener("desk:work", (event) => this.worked(/** @type {CustomEvent} */ (event).detail));
  }

  /** Send a form without leaving the page. @param {SubmitEvent} event */
  async submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.method !== "post") return;
    event.preventDefault();
    await this.send(form, event.submitter);
  }

  /** Return whether the desk did it. @param {HTMLFormElement} form @param {HTMLElement | null} by */
  async send(form, by) {
    const fields = new URLSearchParams(/** @type {any} */ (new FormData(form, by)));
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "*/*", "X-Desk-Token": token() } });
      if (!answer.ok) {
        const said = await answer.json().catch(() => null);
        this.told.say(said ? [said.error, said.hint].filter(Boolean).join(": ") : `the desk answered ${answer.status}`, true);
        return false;
      }
      form.reset();
      this.take(await answer.text());
      if (by?.dataset.says) this.told.say(by.dataset.says);
      return true;
    } catch {
      this.told.say("Not done: the desk does not answer.", true);
      return false;
    }
  }

  /** The store has grown, by whoever's hand. @param {string} count */
  counted(count) {
    if (this.count && count !== this.count) this.soon();
    this.count = count;
  }

  /** @param {any[]} states */
  worked(states) {
    for (const state of states) {
      if (state.kind !== "seen" || state.arguments.item !== this.main.dataset.item) continue;
      const before = this.known.get(state.id);
      this.known.set(state.id, state.state);
      this.move(state);
      const isShown = this.main.querySelector(`[data-work="${CSS.escape(state.id)}"]`) !== null;
      const isOver = ["done", "failed", "cancelled"].includes(state.state);
      if (before ? before !== state.state : isShown === isOver) this.soon();
    }
  }

  /** Move the bar of the search. @param {any} state */
  move(state) {
    const bar = this.main.querySelector(`progress[data-work="${CSS.escape(state.id)}"]`);
    if (!(bar instanceof HTMLProgressElement)) return;
    if (state.total) {
      bar.max = state.total;
      bar.value = state.done;
    } else bar.removeAttribute("value");
    const text = bar.parentElement?.querySelector(".text");
    if (text) text.textContent = state.text || state.state;
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), AFTER);
  }

  /** Ask for the page again; never under a hand that is writing in it. */
  async ask() {
    this.isDue = this.isWritten();
    if (this.isDue) return;
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
    if (answer?.ok) this.take(await answer.text());
  }

  /** Tell whether somebody has begun to write in a part that would be replaced. */
  isWritten() {
    const fields = /** @type {NodeListOf<HTMLInputElement>} */ (this.main.querySelectorAll("[data-live] input:not([type=hidden])"));
    return [...fields].some((field) => field === document.activeElement || field.value !== field.defaultValue);
  }

  /** Put the parts of a page that the desk sent in the place of those shown. @param {string} html */
  take(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const focused = document.activeElement?.id;
    const open = [...this.main.querySelectorAll("[data-live] details[open]")].map((each) => each.id);
    for (const old of this.main.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(old.id);
      if (fresh) old.replaceWith(fresh);
    }
    for (const id of open) if (id) document.getElementById(id)?.setAttribute("open", "");
    if (focused) (document.getElementById(focused) ?? document.getElementById(opposite(focused)))?.focus();
    document.dispatchEvent(new CustomEvent("htmx:load"));
    this.told.changed();
  }
}

/** Return the id of the button that stands for the other verdict on the same sighting. @param {string} id */
function opposite(id) {
  return id.replace(/^[cr](?=\d+$)/, (letter) => (letter === "c" ? "r" : "c"));
}
