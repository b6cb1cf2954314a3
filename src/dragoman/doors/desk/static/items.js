// @ts-check
// The list of items: it follows what happens, and takes files that are dropped on it.
import { tell } from "/static/desk.js";
import { upload } from "/static/upload.js";

const list = /** @type {HTMLElement} */ (document.querySelector("#items"));
const form = /** @type {HTMLFormElement} */ (document.querySelector("#capture"));
let seen = "";
/** @type {Map<string, any>} */
const known = new Map();

/** Ask for the list again, as it is narrowed now; never under a hand that is writing in it. */
async function refresh() {
  if (list.contains(document.activeElement) && document.activeElement?.matches("input, select")) return;
  if (list.querySelector("details[open]")) return;
  const response = await fetch(location.href, { headers: { "HX-Request": "true", Accept: "text/html" } });
  if (!response.ok) return;
  const focused = document.activeElement?.id;
  // The server escapes what stands in the list; the content policy runs no script that it could hold.
  list.innerHTML = await response.text();
  document.dispatchEvent(new CustomEvent("htmx:load"));
  if (focused) document.getElementById(focused)?.focus();
}

document.addEventListener("desk:items", (event) => {
  const count = String(/** @type {CustomEvent} */ (event).detail);
  if (seen && seen !== count) refresh();
  seen = count;
});

document.addEventListener("desk:work", (event) => {
  let isChanged = false;
  for (const state of /** @type {CustomEvent} */ (event).detail) {
    const before = known.get(state.id);
    known.set(state.id, state);
    if (before && before.state !== state.state) isChanged = true;
    if (!before && seen) isChanged = true;
    show(state);
    if (before && state.state === "failed") tell(`${state.error} ${state.hint}`, true);
  }
  if (isChanged) refresh();
});

/** Move the bar of a piece of work. @param {any} state */
function show(state) {
  const bar = document.querySelector(`progress[data-work="${CSS.escape(state.id)}"]`);
  if (!(bar instanceof HTMLProgressElement)) return;
  if (state.total) {
    bar.max = state.total;
    bar.value = state.done;
  } else bar.removeAttribute("value");
  const text = bar.parentElement?.querySelector(".text");
  if (text) text.textContent = state.text;
}

/** @param {FileList | null | undefined} files */
async function take(files) {
  const language = /** @type {HTMLInputElement} */ (form.elements.namedItem("language")).value.trim();
  for (const file of files ?? []) await upload(file, language, /** @type {HTMLElement} */ (document.querySelector("#uploads")));
}

const chooser = /** @type {HTMLInputElement} */ (document.querySelector("#files"));
chooser?.addEventListener("change", () => {
  take(chooser.files).finally(() => (chooser.value = ""));
});
addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("over");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("over");
});
addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  document.body.classList.remove("over");
  take(event.dataTransfer.files);
});
