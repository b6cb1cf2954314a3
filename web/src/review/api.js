// @ts-check
/** How the page talks to the desk: JSON, the page's token on every write, failures as one kind of error. */

/** A failure with the desk's words; `status` is 0 when the desk did not answer at all. */
export class Failure extends Error {
  /** @param {number} status @param {any} said */
  constructor(status, said) {
    super(said?.error ?? "the desk does not answer");
    this.status = status;
    this.said = said ?? {};
    this.hint = said?.hint ?? "";
  }

  /** Tell whether the same request may succeed later without anybody's help. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export class Api {
  /** @param {string} base the item's address, `/api/items/NAME` @param {string} token */
  constructor(base, token) {
    this.base = base;
    this.token = token;
  }

  /** @param {string} path */
  read(path) {
    return this.ask(path, {});
  }

  /** @param {string} path @param {unknown} body @param {{keepalive?: boolean}} [how] */
  write(path, body, how = {}) {
    return this.ask(path, { method: "POST", body: JSON.stringify(body), ...how });
  }

  /** @param {string} path @param {RequestInit} init @returns {Promise<any>} */
  async ask(path, init) {
    const address = path.startsWith("/") ? path : `${this.base}/${path}`;
    const headers = { "content-type": "application/json", "x-desk-token": this.token };
    let answer;
    try {
      answer = await fetch(address, { headers, signal: AbortSignal.timeout(15000), ...init });
    } catch {
      throw new Failure(0, null);
    }
    const said = answer.status === 204 ? {} : await answer.json().catch(() => null);
    if (!answer.ok) throw new Failure(answer.status, said ?? { error: `the desk answered ${answer.status}` });
    return said;
  }
}
