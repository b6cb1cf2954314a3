// @ts-check
/** A whole pin, where a writer has bracketed words and opens their link. */

import { autocompletion } from "@codemirror/autocomplete";

import { tell } from "./desk.js";

const OPEN = /\]\([^()\s]*$/;
const LONGEST = 90;

/** @param {string} file */
export function pins(file) {
  return autocompletion({ override: [(context) => choices(context, file)], icons: false });
}

/** @param {import("@codemirror/autocomplete").CompletionContext} context @param {string} file */
async function choices(context, file) {
  if (!context.matchBefore(OPEN)) return null;
  const found = await tell("/api/pins", { file, text: context.state.doc.toString(), at: context.pos }).catch(() => []);
  if (!found.length || context.aborted) return null;
  return {
    from: found[0].start,
    filter: false,
    options: found.map((/** @type {any} */ one, /** @type {number} */ number) => ({
      label: one.pin,
      detail: one.says.length > LONGEST ? `${one.says.slice(0, LONGEST)}…` : one.says,
      info: one.speaker || undefined,
      boost: one.holds ? 50 - number : -number,
    })),
  };
}
