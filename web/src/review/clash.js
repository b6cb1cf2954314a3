// @ts-check
/** Two people in one text: both are shown, neither is lost, one is chosen. */

import { button, element } from "./build.js";

/**
 * Show the desk's text and the one typed here; keep the typed one until somebody chooses.
 * @param {import("./desk.js").Desk} desk
 * @param {import("./typing.js").Typed} typed
 * @param {any} failure
 */
export function settleClash(desk, typed, failure) {
  const theirs = failure.said?.segments?.find((/** @type {any} */ each) => each.id === typed.segment);
  if (failure.status === 409 && theirs) return ask(desk, typed, theirs, failure.message);
  const what = failure.said?.hint ? `${failure.message}. ${failure.said.hint}` : failure.message;
  desk.status.say(`What you typed is kept in this browser, the desk did not take it: ${what}`, "bad");
}

/** @param {import("./desk.js").Desk} desk @param {import("./typing.js").Typed} typed @param {any} theirs @param {string} said */
function ask(desk, typed, theirs, said) {
  const side = desk.sides[typed.field === "original" ? "original" : "translation"];
  // A note is in the colleagues' own language, whatever that is.
  const told = typed.field === "note" ? { class: "text" } : { lang: side.language, dir: side.direction, class: "text" };
  const mine = button("Keep mine", "mine", { class: "primary" });
  const take = button("Take theirs", "theirs");
  const dialog = element("dialog", { class: "clash", "aria-labelledby": "clash-title" },
    element("h2", { id: "clash-title", text: "Two texts for one segment" }),
    element("p", { text: said }),
    element("h3", { text: "On the desk now" }), element("p", { ...told, text: theirs[typed.field] }),
    element("h3", { text: "Typed here" }), element("p", { ...told, text: typed.text }),
    element("p", { class: "acts" }, mine, take, button("Decide later", "later")),
  );
  const latest = () => ({ ...typed, text: desk.typing.text(typed.segment, typed.field) ?? typed.text });
  dialog.addEventListener("click", async (event) => {
    const act = /** @type {HTMLElement} */ (event.target).dataset.act;
    if (!act) return;
    dialog.close();
    if (act === "theirs") desk.typing.drop(latest());
    desk.take({ segments: [theirs] });
    if (act === "mine") await desk.typing.insist(latest(), theirs.version);
    if (act === "later") desk.status.say("Your text is kept in this browser, not on the desk. Type in it to be asked again.", "bad");
    desk.list.refresh([typed.segment], desk.store.order);
  });
  dialog.addEventListener("close", () => dialog.remove());
  desk.main.append(dialog);
  dialog.showModal();
}
