// @ts-check
/** How the text looks: the page's own colours, marks quieter than words. */

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const style = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "650" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strong, fontWeight: "650" },
  { tag: [tags.processingInstruction, tags.meta, tags.contentSeparator], color: "var(--muted)" },
  { tag: [tags.url, tags.link, tags.labelName], color: "var(--accent)" },
  { tag: tags.quote, color: "inherit" },
  { tag: tags.monospace, fontFamily: "var(--mono)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "1rem", color: "var(--ink)", backgroundColor: "var(--paper)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--sans)", lineHeight: "1.6" },
  ".cm-content": { padding: "0.75rem 0", caretColor: "var(--ink)", maxInlineSize: "46rem" },
  ".cm-line": { padding: "0 0.75rem" },
  ".cm-front, .cm-front *": { color: "var(--muted) !important", fontWeight: "400 !important", textDecoration: "none" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--muted)", borderInlineEnd: "1px solid var(--rule)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--mark) !important" },
  ".cm-faithful": { textDecoration: "underline solid var(--good) 1px", textUnderlineOffset: "0.3em" },
  ".cm-untold": { textDecoration: "underline dotted var(--muted) 1px", textUnderlineOffset: "0.3em" },
  ".cm-tooltip": { backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "4px" },
  ".cm-tooltip-autocomplete ul li": { padding: "0.2rem 0.5rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.9" },
  ".cm-diagnostic": { padding: "0.4rem 0.6rem", borderInlineStart: "4px solid var(--edge)", borderLeft: "0", maxInlineSize: "34rem" },
  ".cm-diagnostic-error": { borderInlineStart: "4px solid var(--bad)" },
  ".cm-diagnosticAction": { font: "inherit", backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "4px" },
});

export const look = [syntaxHighlighting(style), theme];
