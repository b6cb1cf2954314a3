// @ts-check
/** Two versions of one file, side by side; whichever is taken, the other is kept. */

import { button, element } from "./build.js";

/**
 * @param {{theirs: string | null, mine: string, kept: string, lang: string, dir: string}} versions
 * @returns {Promise<"mine" | "theirs" | "later">}
 */
export function choose(versions) {
  return new Promise((resolve) => {
    const [theirs, mine] = [versions.theirs ?? "", versions.mine];
    const done = (/** @type {"mine" | "theirs" | "later"} */ what) => () => {
      dialog.close();
      dialog.remove();
      resolve(what);
    };
    const side = (/** @type {string} */ heading, /** @type {string} */ text, /** @type {string} */ other) =>
      element("section", {}, element("h3", { text: heading }), shown(text, other, versions));
    const dialog = /** @type {HTMLDialogElement} */ (element("dialog", { class: "clash", "aria-labelledby": "clash-title" },
      element("h2", { id: "clash-title", text: versions.theirs === null ? "The file was taken away" : "The file was changed elsewhere" }),
      element("p", { text: versions.kept
        ? `Both are kept: yours lies beside the file as ${versions.kept}.`
        : "Both are kept, whichever you go on with." }),
      element("div", { class: "sides" },
        side("On disk now", theirs, mine), side("Yours, here", mine, theirs)),
      element("p", { class: "acts" },
        versions.theirs === null ? "" : button("Go on with the one on disk", done("theirs"), { class: "theirs" }),
        button("Go on with mine", done("mine"), { class: "mine" }),
        button("Decide later", done("later")))));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      done("later")();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A text, its lines that the other lacks marked. @param {string} text @param {string} other @param {{lang: string, dir: string}} how */
function shown(text, other, how) {
  const known = new Set(other.split("\n"));
  const lines = text.split("\n").map((line) => (known.has(line) ? `${line}\n` : element("mark", { text: `${line}\n` })));
  return element("pre", { lang: how.lang, dir: how.dir, tabindex: 0 }, ...lines);
}
