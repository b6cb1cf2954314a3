// @ts-check
/** Say where this person is, hear where others are and what they changed. */

const BEAT = 4_000;

/** @param {import("./desk.js").Desk} desk */
export function beat(desk) {
  let under = false;
  const here = async () => {
    if (under || document.hidden) return;
    under = true;
    try {
      await desk.ask("here", { segment: desk.active });
      if (desk.typing.failure) desk.typing.flush();
    } catch (failure) {
      if (/** @type {any} */ (failure).status === undefined) throw failure;
    } finally {
      under = false;
    }
  };
  desk.main.addEventListener("entered", here);
  document.addEventListener("visibilitychange", here);
  setInterval(here, BEAT);
  return here();
}
