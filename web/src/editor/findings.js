// @ts-check
/** What the rules find, as one types: in the gutter, under the words, in a list; with the fixes that are safe. */

import { forceLinting, linter, lintGutter } from "@codemirror/lint";
import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

import { button, element } from "./build.js";
import { tell } from "./desk.js";

const PAUSE = 300;
const quoted = StateEffect.define();
const asked = StateEffect.define();
const marks = {
  faithful: Decoration.mark({ class: "cm-faithful" }),
  "cannot tell": Decoration.mark({ class: "cm-untold" }),
};

const standing = StateField.define({
  create: () => Decoration.none,
  update(value, change) {
    for (const effect of change.effects) if (effect.is(quoted)) return effect.value;
    return value.map(change.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export class Findings {
  /** @param {string} file @param {HTMLElement} list @param {(count: {error: number, warning: number} | null) => void} counted */
  constructor(file, list, counted) {
    this.file = file;
    this.list = list;
    this.counted = counted;
  }

  extensions() {
    const needsRefresh = (/** @type {import("@codemirror/view").ViewUpdate} */ update) =>
      update.transactions.some((each) => each.effects.some((effect) => effect.is(asked)));
    return [linter((view) => this.check(view), { delay: PAUSE, needsRefresh }), lintGutter(), standing];
  }

  /** Check again now: something beside the text has changed. @param {EditorView} view */
  again(view) {
    view.dispatch({ effects: asked.of(null) });
    forceLinting(view);
  }

  /** @param {EditorView} view @returns {Promise<import("@codemirror/lint").Diagnostic[]>} */
  async check(view) {
    const doc = view.state.doc;
    let found;
    try {
      found = await tell("/api/check", { file: this.file, text: doc.toString() });
    } catch (failure) {
      this.failed(/** @type {any} */ (failure));
      return [];
    }
    if (!view.state.doc.eq(doc)) return [];
    view.dispatch({ effects: quoted.of(standings(found.quotations, doc.length)) });
    this.show(view, found);
    return found.findings.map((/** @type {any} */ one) => diagnostic(one, found.fixes, doc.length));
  }

  /** @param {EditorView} view @param {any} found */
  show(view, found) {
    const count = { error: 0, warning: 0 };
    const rows = found.findings.map((/** @type {any} */ one) => {
      count[/** @type {"error"|"warning"} */ (one.severity)] += 1;
      const go = () => {
        view.dispatch({ selection: { anchor: one.start, head: one.end }, scrollIntoView: true });
        view.focus();
      };
      const line = view.state.doc.lineAt(Math.min(one.start, view.state.doc.length)).number;
      const fixes = fixesOf(one, found.fixes).map((fix) => button(title(fix), () => take(view, fix)));
      return element("li", { class: one.severity }, button(`Line ${line}`, go, { class: "go" }), told(one), ...fixes);
    });
    this.list.replaceChildren(...(rows.length ? rows : [element("li", { class: "clean", text: "Nothing is found." })]));
    this.counted(count);
  }

  /** @param {{message: string, hint: string}} failure */
  failed(failure) {
    this.list.replaceChildren(element("li", { class: "error", text: `Not checked: ${failure.message}. ${failure.hint}` }));
    this.counted(null);
  }
}

/** @param {any} one @param {any[]} fixes @param {number} length @returns {import("@codemirror/lint").Diagnostic} */
function diagnostic(one, fixes, length) {
  return {
    from: Math.min(one.start, length),
    to: Math.min(one.end, length),
    severity: one.severity,
    source: one.code,
    message: one.message,
    renderMessage: () => told(one),
    actions: fixesOf(one, fixes).map((fix) => ({ name: title(fix), apply: (view) => take(view, fix) })),
  };
}

/** A finding with both wordings. @param {any} one */
function told(one) {
  const parts = [element("p", {}, element("strong", { text: one.code || "Not read" }), ` ${one.name}: ${one.message}`)];
  if (one.quotation && one.nearest) {
    parts.push(element("dl", {},
      element("dt", { text: "quoted" }), element("dd", {}, said(one.quotation)),
      element("dt", { text: "source" }), element("dd", {}, said(one.nearest))));
  }
  if (one.hint) parts.push(element("p", { class: "hint", text: one.hint }));
  return element("div", { class: "told" }, ...parts);
}

/** @param {string} words */
function said(words) {
  return element("bdi", { dir: /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(words) ? "rtl" : "ltr", text: words });
}

/** @param {any} one @param {any[]} fixes */
function fixesOf(one, fixes) {
  return fixes.filter((fix) => fix.reach[0] <= one.end && one.start <= fix.reach[1] && (!fix.code || fix.code === one.code));
}

/** @param {any} fix */
function title(fix) {
  return fix.code ? fix.why[0].toUpperCase() + fix.why.slice(1) : `Fix: ${fix.why}`;
}

/** Make an edit; a comment that asks for a reason gets the cursor. @param {EditorView} view @param {any} fix */
function take(view, fix) {
  const reason = fix.code ? fix.text.search(/ (?:-->)?\r?\n|$/) : fix.text.length;
  view.dispatch({
    changes: { from: fix.start, to: fix.end, insert: fix.text },
    selection: { anchor: fix.start + (fix.code ? reason + 1 : reason) },
    scrollIntoView: true,
    userEvent: "input.fix",
  });
  view.focus();
}

/** @param {any[]} quotations @param {number} length */
function standings(quotations, length) {
  const builder = new RangeSetBuilder();
  for (const one of [...quotations].sort((a, b) => a.start - b.start)) {
    const mark = marks[/** @type {keyof typeof marks} */ (one.verdict)];
    if (mark && one.end <= length && one.end > one.start) builder.add(one.start, one.end, mark);
  }
  return builder.finish();
}
