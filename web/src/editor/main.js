// @ts-check
/** The editor of one dispatch: its text in the middle; findings, quotations and the page beside it. */

import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown } from "@codemirror/lang-markdown";
import { lintKeymap } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";

import { behind, hovers, look as lookBehind } from "./behind.js";
import { button } from "./build.js";
import { tell } from "./desk.js";
import { directions } from "./direction.js";
import { DraftFile } from "./file.js";
import { Findings } from "./findings.js";
import { Kept } from "./kept.js";
import { look } from "./look.js";
import { pins } from "./pins.js";
import { Preview } from "./preview.js";
import { Quotes } from "./quotes.js";
import { Tabs } from "./tabs.js";

/** @param {string} selector @returns {HTMLElement} */
const one = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

const page = one("#editor");
const set = page.dataset;
const file = set.file ?? "";
const dir = set.dir === "rtl" ? "rtl" : "ltr";
const mayEdit = set.mayEdit === "yes";
const source = /** @type {HTMLTextAreaElement} */ (one("#source"));
const graphic = new Set((set.graphic ?? "").split(" ").filter(Boolean));
const care = { graphic: (/** @type {string} */ item) => graphic.has(item) };

/** @param {string} words @param {string} [how] */
function say(words, how = "") {
  const state = one("#saving");
  state.textContent = words;
  state.className = how;
}

/** @param {string} words @param {[string, () => unknown][]} acts */
function notice(words, acts) {
  const place = one("#notice");
  const close = () => (place.hidden = true);
  place.replaceChildren(words, " ", ...acts.map(([label, act]) => button(label, () => (close(), act()))), button("Close", close));
  place.hidden = false;
}

/** @param {{error: number, warning: number}} count */
function counted(count) {
  const some = (/** @type {number} */ number, /** @type {string} */ what) => (number ? [`${number} ${what}${number > 1 ? "s" : ""}`] : []);
  return [...some(count.error, "error"), ...some(count.warning, "warning")].join(", ") || "none";
}

/** @type {EditorView} */
let view;
const hand = {
  text: () => view.state.doc.toString(),
  /** @param {string} text */
  replace: (text) => {
    const at = Math.min(view.state.selection.main.head, text.length);
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: at } });
  },
  say,
  notice,
};
const draft = new DraftFile(
  { name: file, token: set.token ?? "", disk: source.value, lang: set.language ?? "", dir },
  new Kept(`${set.desk}/${file}`),
  hand,
);
const findings = new Findings(file, one("#findings ol"), (count) => {
  one("#count").textContent = count === null ? "(not checked)" : counted(count);
  one("#count").className = count?.error ? "bad" : "";
});
const preview = new Preview(one("#page"), file, hand.text);

/** Show what stands behind the cursor in the side panel: for those who do not hover. */
async function showBehind() {
  const found = await lookBehind(view, file, view.state.selection.main.head);
  one("#behind").replaceChildren(found ? behind(found, care) : "No quotation and no pin stands at the cursor.");
  tabs.open("behind", true);
}

/** Settle a conflict that left a second version: it leaves the dispatches and is kept. @param {HTMLElement} pressed */
async function putAway(pressed) {
  try {
    const { file: kept } = await tell("/api/draft/put-away", { file: pressed.dataset.putAway });
    pressed.closest(".beside")?.remove();
    notice(`The other version is kept as ${kept}.`, []);
    view.focus();
    findings.again(view);
  } catch (failure) {
    const { message, hint } = /** @type {any} */ (failure);
    notice(`Not put away: ${message}. ${hint}`, []);
  }
}

async function publish() {
  if (draft.dirty && !(await draft.save())) return;
  try {
    await tell("/api/draft/publish", { file });
    notice("It is being published.", [["See the work", () => location.assign("/work")]]);
  } catch (failure) {
    const { message, hint, said } = /** @type {any} */ (failure);
    if (said.findings) tabs.open("findings", false);
    notice(`Not published: ${message}. ${hint}`, []);
  }
}

const keys = [
  { key: "Mod-s", run: () => (draft.save(), true), preventDefault: true },
  { key: "Alt-q", run: () => (tabs.open("quotes", false), quotes.enter(), true) },
  { key: "Alt-p", run: () => (tabs.open("page", false), true) },
  { key: "Alt-f", run: () => (tabs.open("findings", true), true) },
  { key: "Alt-Enter", run: () => (showBehind(), true) },
];

view = new EditorView({
  parent: one("#text"),
  state: EditorState.create({
    doc: draft.disk,
    extensions: [
      EditorView.cspNonce.of(set.nonce ?? ""),
      EditorState.readOnly.of(!mayEdit),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ lang: set.language ?? "", dir, spellcheck: "true", tabindex: "0", "aria-label": `The text of ${file}, in Markdown` }),
      lineNumbers(),
      history(),
      drawSelection(),
      markdown(),
      closeBrackets(),
      directions(dir),
      look,
      findings.extensions(),
      hovers(file, care),
      pins(file),
      keymap.of([...(mayEdit ? keys : keys.slice(1)), ...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        draft.typed();
        preview.typed();
      }),
    ],
  }),
});
const quotes = new Quotes(one("#quotes"), view, file, (words, how) => {
  const told = one("#quotes .told");
  told.textContent = words;
  told.className = `told ${how ?? ""}`;
});
const tabs = new Tabs(one("#beside"), (name) => {
  if (name === "quotes") quotes.open();
  preview.show(name === "page");
});

source.hidden = true;
const first = draft.begin();
if (first !== draft.disk) hand.replace(first);
else say("Saved");
draft.watch();
one("#save")?.addEventListener("click", () => draft.save());
one("#publish")?.addEventListener("click", publish);
for (const each of document.querySelectorAll("[data-put-away]")) each.addEventListener("click", () => putAway(/** @type {HTMLElement} */ (each)));
tabs.open("findings", false);
if (location.hash === "#quotes") tabs.open("quotes", false);
view.focus();
addEventListener("beforeunload", (event) => {
  if (draft.dirty && !draft.kept.works) event.preventDefault();
});
