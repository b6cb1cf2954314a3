// @ts-check
/** Who speaks: by number keys, or by name for this segment, for all of that name, or from here on. */

import { button, element } from "./build.js";

const SCOPES = /** @type {const} */ ([["one", "this segment"], ["all", "every segment of this speaker"], ["rest", "this speaker from here on"]]);

/** Give the segment the n-th speaker of the item. @param {import("./desk.js").Desk} desk @param {number} n */
export function assign(desk, n) {
  const speaker = desk.store.speakers()[n - 1];
  if (!desk.active) return undefined;
  if (speaker === undefined) return desk.status.say(`There is no speaker ${n} yet: name one with Alt+R.`);
  return desk.decide({ do: "speaker", segment: desk.active, speaker });
}

/** Ask for a name and how far it reaches. @param {import("./desk.js").Desk} desk */
export function rename(desk) {
  const segment = desk.store.segments.get(desk.active);
  if (!segment) return;
  const name = element("input", { type: "text", id: "speaker-name", list: "speaker-names", maxlength: 200, autocomplete: "off" });
  name.value = segment.speaker;
  const names = element("datalist", { id: "speaker-names" }, ...desk.store.speakers().map((each) => element("option", { value: each })));
  const scopes = SCOPES.map(([value, says]) => {
    const radio = element("input", { type: "radio", name: "scope", value, checked: value === "one" });
    return element("label", {}, radio, ` ${says}`);
  });
  const form = element("form", { method: "dialog" },
    element("h2", { text: "Speaker" }),
    element("label", { for: "speaker-name", text: "Name (empty where nobody knows)" }), name, names,
    element("fieldset", {}, element("legend", { text: "For" }), ...scopes),
    numbered(desk),
    element("p", { class: "acts" }, element("button", { class: "primary", text: "Name" }), button("Cancel", "cancel")),
  );
  const dialog = element("dialog", { "aria-label": "Speaker" }, form);
  form.addEventListener("submit", () => {
    const scope = new FormData(form).get("scope");
    const gesture = scope === "one"
      ? { do: "speaker", segment: segment.id, speaker: name.value.trim() }
      : { do: "rename", segment: segment.id, new: name.value.trim(), scope };
    const about = scope === "one" ? [segment.id] : touched(desk, segment, scope === "rest");
    desk.decide(gesture, about);
  });
  form.querySelector('[data-act="cancel"]')?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    const row = desk.list.shown.get(desk.active);
    if (row) desk.focus(row);
  });
  desk.main.append(dialog);
  dialog.showModal();
  name.select();
}

/** @param {import("./desk.js").Desk} desk @param {import("./store.js").Segment} segment @param {boolean} rest */
function touched(desk, segment, rest) {
  const from = rest ? desk.store.place(segment.id) : 0;
  return desk.store.order.slice(from).filter((each) => each.speaker === segment.speaker).map((each) => each.id);
}

/** @param {import("./desk.js").Desk} desk */
function numbered(desk) {
  const speakers = desk.store.speakers().slice(0, 9);
  if (!speakers.length) return element("p", { text: "Once named, speakers stand on Alt+1 to Alt+9." });
  return element("p", {}, ...speakers.map((each, n) => element("span", { class: "numbered", text: `Alt+${n + 1} ${each}` })));
}
