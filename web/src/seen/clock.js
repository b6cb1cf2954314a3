// @ts-check
/** Return milliseconds as people read them, to the millisecond: `0:06.740`, `1:02:03.000`. @param {number} ms */
export function moment(ms) {
  const whole = Math.max(0, Math.round(ms));
  const [h, m] = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60];
  const tail = `${String(Math.floor(whole / 1000) % 60).padStart(2, "0")}.${String(whole % 1000).padStart(3, "0")}`;
  return h ? `${h}:${String(m).padStart(2, "0")}:${tail}` : `${m}:${tail}`;
}
