// @ts-check
/** The panels beside the text, one at a time (WAI-ARIA tabs). */

export class Tabs {
  /** @param {HTMLElement} box @param {(name: string) => void} opened */
  constructor(box, opened) {
    this.box = box;
    this.opened = opened;
    this.tabs = [...box.querySelectorAll('[role="tab"]')].map((each) => /** @type {HTMLElement} */ (each));
    for (const tab of this.tabs) {
      tab.addEventListener("click", () => this.open(tab.dataset.panel ?? "", false));
      tab.addEventListener("keydown", (event) => this.key(event, tab));
    }
  }

  /** @param {string} name @param {boolean} enter whether the focus goes into the panel */
  open(name, enter) {
    for (const tab of this.tabs) {
      const chosen = tab.dataset.panel === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      this.panel(tab).hidden = !chosen;
      if (chosen && enter) this.into(this.panel(tab));
    }
    this.opened(name);
  }

  /** @param {HTMLElement} panel */
  into(panel) {
    const inside = /** @type {HTMLElement | null} */ (panel.querySelector('li[tabindex="0"], button:not([hidden]), select, input'));
    (inside ?? panel).focus();
  }

  /** @param {HTMLElement} tab @returns {HTMLElement} */
  panel(tab) {
    return /** @type {HTMLElement} */ (this.box.querySelector(`#${tab.dataset.panel}`));
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} tab */
  key(event, tab) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const next = this.tabs[(this.tabs.indexOf(tab) + by + this.tabs.length) % this.tabs.length];
    this.open(next.dataset.panel ?? "", false);
    next.focus();
    event.preventDefault();
  }
}
