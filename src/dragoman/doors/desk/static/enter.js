// @ts-check
// A one-time address carries its secret behind the `#`: browsers send that to nobody, so it is posted from here.
const form = /** @type {HTMLFormElement} */ (document.querySelector("#ticket"));

function enter() {
  const ticket = location.hash.slice(1);
  if (!ticket) return;
  history.replaceState(null, "", location.pathname);
  /** @type {HTMLInputElement} */ (form.elements.namedItem("ticket")).value = ticket;
  form.submit();
}

// The address may be pasted into a tab that shows this page already: then nothing is loaded anew.
addEventListener("hashchange", enter);
enter();
