// @ts-check
/** How the editor talks to the desk: JSON, the page's token on every write, one kind of failure. */

/** A failure in the desk's words; `status` is 0 where the desk did not answer. */
export class Failure extends Error {
  /** @param {number} status @param {any} said */
  constructor(status, said) {
    super(said?.error ?? "the desk does not answer");
    this.status = status;
    this.said = said ?? {};
    this.hint = said?.hint ?? "";
  }
}

const token = document.querySelector('meta[name="desk-token"]')?.getAttribute("content") ?? "";

/** @param {string} address @returns {Promise<any>} */
export function ask(address) {
  return request(address, {});
}

/** @param {string} address @param {unknown} body @returns {Promise<any>} */
export function tell(address, body) {
  return request(address, { method: "POST", body: JSON.stringify(body) });
}

/** @param {string} address @param {RequestInit} init */
async function request(address, init) {
  const headers = { "content-type": "application/json", "x-desk-token": token };
  let answer;
  try {
    answer = await fetch(address, { headers, signal: AbortSignal.timeout(30000), ...init });
  } catch {
    throw new Failure(0, null);
  }
  const said = await answer.json().catch(() => null);
  if (!answer.ok) throw new Failure(answer.status, said ?? { error: `the desk answered ${answer.status}` });
  return said;
}
