// @ts-check
/** Which way each line runs: as its paragraph's letters mostly do; and quoted words of the other way set apart in it. */

import { Prec, RangeSetBuilder } from "@codemirror/state";
import { Decoration, Direction, EditorView, ViewPlugin } from "@codemirror/view";

const RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Syriac}\p{Script=Nko}\p{Script=Adlam}]/u;
const LETTER = /\p{L}/u;
// What is quoted says nothing of the paragraph it stands in, and the target of a link is no language.
const LINKS = /\[[^[\]]*\]\([^()\s]*\)/g;
const TARGETS = /\]\([^()\s]*\)/g;
// The words of a link, and its target.
const WORDS = /\[([^[\]]+)\](?=\()|(?<=\]\()([^()\s]+)(?=\))/g;
const LONGEST = 60;

const lines = {
  ltr: Decoration.line({ attributes: { dir: "ltr" } }),
  rtl: Decoration.line({ attributes: { dir: "rtl" } }),
};
const front = Decoration.line({ class: "cm-front", attributes: { dir: "ltr" } });
const apart = {
  ltr: Decoration.mark({ attributes: { dir: "ltr" }, bidiIsolate: Direction.LTR }),
  rtl: Decoration.mark({ attributes: { dir: "rtl" }, bidiIsolate: Direction.RTL }),
};

/** The way that most letters of a text run; `usual` where there are none, or as many of each. @param {string} text @param {"ltr"|"rtl"} usual @returns {"ltr"|"rtl"} */
export function runs(text, usual) {
  let right = 0;
  let left = 0;
  const around = text.replace(LINKS, "");
  for (const character of (LETTER.test(around) ? around : text.replace(TARGETS, "]")).slice(0, 4000)) {
    if (!LETTER.test(character)) continue;
    if (RIGHT.test(character)) right += 1;
    else left += 1;
  }
  if (right === left) return usual;
  return right > left ? "rtl" : "ltr";
}

/** The lines of the paragraph that a line stands in, bounded. @param {import("@codemirror/state").Text} doc @param {number} number */
function paragraph(doc, number) {
  const isEmpty = (/** @type {number} */ at) => /^[>\s]*$/.test(doc.line(at).text);
  // An empty line within a block quotation runs as the words above it.
  while (number > 1 && isEmpty(number) && doc.line(number).text.includes(">")) number -= 1;
  if (isEmpty(number)) return "";
  let first = number;
  let last = number;
  while (first > 1 && number - first < LONGEST && !isEmpty(first - 1)) first -= 1;
  while (last < doc.lines && last - number < LONGEST && !isEmpty(last + 1)) last += 1;
  return doc.sliceString(doc.line(first).from, doc.line(last).to);
}

/** The number of the line that closes the front matter, 0 where there is none. @param {import("@codemirror/state").Text} doc */
export function frontEnd(doc) {
  if (!/^\ufeff?---\s*$/.test(doc.line(1).text)) return 0;
  for (let number = 2; number <= doc.lines; number += 1) if (/^---\s*$/.test(doc.line(number).text)) return number;
  return 0;
}

/** @param {"ltr"|"rtl"} usual */
export function directions(usual) {
  const plugin = ViewPlugin.fromClass(
    class {
      /** @param {EditorView} view */
      constructor(view) {
        this.draw(view);
      }
      /** @param {import("@codemirror/view").ViewUpdate} update */
      update(update) {
        if (update.docChanged || update.viewportChanged) this.draw(update.view);
      }
      /** @param {EditorView} view */
      draw(view) {
        const { doc } = view.state;
        const [ways, isolates] = [new RangeSetBuilder(), new RangeSetBuilder()];
        const end = frontEnd(doc);
        for (const { from, to } of view.visibleRanges) {
          for (let number = doc.lineAt(from).number; number <= doc.lineAt(to).number; number += 1) {
            const line = doc.line(number);
            const way = number <= end ? "ltr" : runs(paragraph(doc, number), usual);
            ways.add(line.from, line.from, number <= end ? front : lines[way]);
            for (const match of line.text.matchAll(WORDS)) {
              const words = match[1] ?? match[2];
              const inside = match[1] ? runs(words, way) : "ltr";
              const at = line.from + match.index + (match[1] ? 1 : 0);
              if (inside !== way) isolates.add(at, at + words.length, apart[inside]);
            }
          }
        }
        this.ways = /** @type {import("@codemirror/view").DecorationSet} */ (ways.finish());
        this.isolates = /** @type {import("@codemirror/view").DecorationSet} */ (isolates.finish());
      }
    },
    {
      provide: (plugin) => {
        const isolates = (/** @type {EditorView} */ view) => view.plugin(plugin)?.isolates ?? Decoration.none;
        return [
          EditorView.decorations.of((view) => view.plugin(plugin)?.ways ?? Decoration.none),
          EditorView.outerDecorations.of(isolates),
          Prec.lowest(EditorView.bidiIsolatedRanges.of(isolates)),
        ];
      },
    },
  );
  return [EditorView.perLineTextDirection.of(true), plugin];
}
