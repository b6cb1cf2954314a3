// @ts-check
/** Gestures that no longer fit, because somebody changed the text under them: shown with their words, until let go. */

import { button, element } from "./build.js";

/** @param {import("./desk.js").Desk} desk @param {any[]} aside */
export function showAside(desk, aside) {
  const holder = desk.part("[data-aside]");
  holder.hidden = aside.length === 0;
  holder.replaceChildren(...aside.map((each) => line(desk, each)));
}

/** @param {import("./desk.js").Desk} desk @param {any} each */
function line(desk, each) {
  const texts = each.decisions
    .filter((/** @type {any} */ decision) => decision.change.text !== undefined)
    .map((/** @type {any} */ decision) => {
      const side = desk.sides[decision.change.change === "original" ? "original" : "translation"];
      return element("q", { lang: side.language, dir: side.direction, text: decision.change.text });
    });
  const go = button("Go there", "go");
  go.addEventListener("click", () => desk.enter(each.decisions[0]?.segment, { play: false }));
  const drop = button("Let it go", "drop");
  drop.addEventListener("click", () => desk.ask("dismiss", { number: each.number }).catch((failure) => desk.failed(failure)));
  return element("p", { class: "notice bad" }, `Set aside: ${each.why} (${each.by}). `, ...texts, " ", go, " ", drop);
}
