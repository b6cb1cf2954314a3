// @ts-check
/** Fetch the waveform; the desk may still be making it. */

const AGAIN = 2_000;
const TIMES = 150;

/** @param {import("./desk.js").Desk} desk @returns {Promise<import("../waveform/draw.js").Peaks | null>} */
export async function peaksOf(desk) {
  for (let time = 0; time < TIMES; time += 1) {
    try {
      const answer = await desk.api.read(`/media/${desk.item}/peaks.json`);
      if (answer.peaks) {
        const values = Uint8Array.from(answer.peaks);
        return { perSecond: answer.per_second, values, top: values.reduce((top, each) => Math.max(top, each), 1) };
      }
    } catch (failure) {
      if (!(/** @type {any} */ (failure).passing)) return null;
    }
    await new Promise((done) => setTimeout(done, AGAIN));
  }
  return null;
}
