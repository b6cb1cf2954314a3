// @ts-check
/** Times for people: milliseconds of footage, and how long ago something was. */

/** Return milliseconds as `1:02:03.4` or `2:03.4`. @param {number} ms */
export function moment(ms) {
  const tenths = Math.floor(ms / 100);
  const seconds = Math.floor(tenths / 10);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${String(s).padStart(2, "0")}.${tenths % 10}`;
  return h ? `${h}:${String(m).padStart(2, "0")}:${tail}` : `${m}:${tail}`;
}

/** Say how long ago an instant of `Date.now()` was. @param {number} at */
export function ago(at) {
  const seconds = (Date.now() - at) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s ago`;
  if (seconds < 90) return `${Math.round(seconds)} s ago`;
  return `${Math.round(seconds / 60)} min ago`;
}
