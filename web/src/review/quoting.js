// @ts-check
/** Take words or a frame out of the review: as Markdown to copy, or straight into a dispatch. */

import { button, element } from "./build.js";
import { moment } from "./clock.js";
import { pickedIn } from "./picking.js";

const REMEMBERED = "dragoman/into";

export class Quoting {
  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.mayFill = desk.main.dataset.mayEdit === "yes";
  }

  /** Quote what is marked in any rows, or the whole segment that is worked on. */
  async quote() {
    const picked = pickedIn(this.desk);
    if (!picked) return;
    const open = picked.picks.filter((pick) => !this.desk.store.get(pick.segment)?.approved);
    if (open.length) return this.desk.status.say("Not quoted: a segment that is marked is not approved yet.", "bad");
    const form = picked.picks.length > 1 ? "block" : "inline";
    await this.take("Quotation", "quotation", { ...picked, form }, true);
  }

  /** Take the frame that is shown. */
  async still() {
    const at = this.desk.player.at;
    this.desk.player.video.pause();
    await this.take(`Still at ${moment(at)}`, "frame", { at, caption: "" }, false);
  }

  /** @param {string} title @param {string} path @param {any} asked @param {boolean} words */
  async take(title, path, asked, words) {
    const places = this.mayFill ? await this.desk.api.read("dispatches").catch(() => []) : [];
    const shown = element("pre", { class: "markdown", tabindex: 0, "aria-label": "Markdown" });
    const said = element("p", { role: "status" });
    const choice = words ? this.forms(asked) : this.caption(asked);
    const into = this.into(places);
    const dialog = element("dialog", { class: "taken", "aria-label": title }, element("form", { method: "dialog" },
      element("h2", { text: title }), choice, shown, said,
      element("p", { class: "acts" }, ...(this.mayFill ? [into, element("button", { class: "primary", value: "open", text: "Put in and open" }), element("button", { value: "stay", text: "Put in and stay" })] : []),
        button("Copy", "copy"), button("Close", "close"))));
    const write = () => this.write(path, asked, shown, said);
    dialog.addEventListener("change", write);
    dialog.addEventListener("input", (event) => event.target !== into && write());
    dialog.addEventListener("click", async (event) => {
      const act = /** @type {HTMLElement} */ (event.target).dataset.act;
      event.stopPropagation();
      if (act === "close") dialog.close();
      if (act === "copy") await this.copy(path, asked, shown, said, words);
    });
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      const opens = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value === "open";
      this.put(path, asked, into.value, { dialog, said, opens });
    });
    dialog.addEventListener("close", () => this.back(dialog));
    this.desk.main.append(dialog);
    dialog.showModal();
    await write();
  }

  /** @param {any} asked */
  forms(asked) {
    const radio = (/** @type {string} */ name, /** @type {string} */ value, /** @type {string} */ says) => {
      const input = element("input", { type: "radio", name, value, checked: asked[name] === value });
      input.addEventListener("change", () => (asked[name] = value));
      return element("label", {}, input, ` ${says} `);
    };
    return element("fieldset", {}, element("legend", { class: "hidden", text: "How" }),
      radio("form", "inline", "in the line"), radio("form", "block", "as a block"), element("br"),
      radio("side", "translation", this.desk.sides.translation.called), radio("side", "original", this.desk.sides.original.called));
  }

  /** @param {any} asked */
  caption(asked) {
    const input = element("input", { type: "text", maxlength: 500, "aria-label": "Caption", placeholder: "What the frame shows" });
    input.addEventListener("input", () => (asked.caption = input.value));
    return element("p", {}, input);
  }

  /** @param {{file: string, title: string}[]} places */
  into(places) {
    const remembered = localStorage.getItem(REMEMBERED);
    const options = places.map(({ file, title }) => element("option", { value: file, selected: file === remembered, text: title || file }));
    return element("select", { "aria-label": "Dispatch" }, ...options, element("option", { value: "", text: "a new dispatch" }));
  }

  /** Show what would be taken; nothing is numbered for that. @param {string} path @param {any} asked @param {HTMLElement} shown @param {HTMLElement} said */
  async write(path, asked, shown, said) {
    try {
      shown.textContent = (await this.desk.api.write(path, asked)).markdown;
      said.textContent = "";
    } catch (failure) {
      shown.textContent = "";
      said.textContent = sentence(failure);
    }
  }

  /** Copy what is taken; words that rest on decisions without a number are numbered by that. @param {string} path @param {any} asked @param {HTMLElement} shown @param {HTMLElement} said @param {boolean} words */
  async copy(path, asked, shown, said, words) {
    try {
      if (words) shown.textContent = (await this.desk.api.write(path, { ...asked, taken: true })).markdown;
      await navigator.clipboard.writeText(shown.textContent ?? "").then(() => (said.textContent = "Copied."), () => getSelection()?.selectAllChildren(shown));
    } catch (failure) {
      said.textContent = sentence(failure);
    }
  }

  /** @param {string} path @param {any} asked @param {string} wanted @param {{dialog: HTMLDialogElement, said: HTMLElement, opens: boolean}} how */
  async put(path, asked, wanted, { dialog, said, opens }) {
    try {
      const { file } = await this.desk.api.write(`${path}/into`, { ...asked, file: wanted });
      localStorage.setItem(REMEMBERED, file);
      if (opens) return location.assign(`/dispatches/${file.split("/").map(encodeURIComponent).join("/")}`);
      this.desk.status.say(`Put into ${file}.`);
      dialog.close();
    } catch (failure) {
      said.textContent = sentence(failure);
    }
  }

  /** @param {HTMLDialogElement} dialog */
  back(dialog) {
    dialog.remove();
    this.desk.ask("here", { segment: this.desk.active }).catch(() => undefined);
    const row = this.desk.list.shown.get(this.desk.active);
    if (row) this.desk.focus(row);
  }
}

/** @param {any} failure */
function sentence(failure) {
  return [failure.message, failure.hint].filter(Boolean).join(". ");
}
