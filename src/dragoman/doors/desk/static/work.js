// @ts-check
// The page of work follows what happens.
let isFirst = true;
/** @type {Map<string, string>} */
const known = new Map();

document.addEventListener("desk:work", async (event) => {
  let isChanged = false;
  for (const state of /** @type {CustomEvent} */ (event).detail) {
    isChanged ||= !isFirst && known.get(state.id) !== state.state;
    known.set(state.id, state.state);
    const bar = document.querySelector(`progress[data-work="${CSS.escape(state.id)}"]`);
    if (!(bar instanceof HTMLProgressElement) || !state.total) continue;
    bar.max = state.total;
    bar.value = state.done;
    const text = bar.parentElement?.querySelector(".text");
    if (text) text.textContent = state.text;
  }
  isFirst = false;
  if (!isChanged) return;
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("#work");
  if (fresh) document.querySelector("#work")?.replaceWith(fresh);
});
