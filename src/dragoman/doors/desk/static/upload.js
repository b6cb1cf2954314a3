// @ts-check
// Send a file piece by piece; it goes on where it stopped, after a reload and after the server's death too.
import { Refused, send } from "/static/desk.js";

const PIECE = 8 * 1024 * 1024;
const HEAD = 1024 * 1024;
const WAIT = 1500;

/**
 * Send `file` and have it captured and read; the row that is put into `list` shows how it goes.
 * @param {File} file @param {string} language @param {HTMLElement} list
 */
export async function upload(file, language, list) {
  const row = new Row(file.name, list);
  try {
    if (!crypto.subtle) throw new Error("Files can be sent over https only, or on the desk's own machine.");
    const mark = `${file.size}-${file.lastModified}-${await digest(file.slice(0, HEAD))}`;
    const begun = await patiently(row, () => send("POST", "/api/uploads", { name: file.name, size: file.size, mark }));
    row.begins(begun.id, begun.offset);
    const whole = await sendPieces(file, begun, row);
    if (!whole) return;
    await patiently(row, () => send("POST", `/api/uploads/${begun.id}/capture`, { language, then_read: true }));
    row.ends();
  } catch (error) {
    row.fails(error instanceof Refused && error.answer ? `${error.answer.error}. ${error.answer.hint}` : String(error.message));
  }
}

/** @param {File} file @param {{id: string, offset: number}} begun @param {Row} row */
async function sendPieces(file, begun, row) {
  let offset = begun.offset;
  while (offset < file.size) {
    if (row.isCancelled) {
      await send("DELETE", `/api/uploads/${begun.id}`);
      row.ends();
      return false;
    }
    const piece = await file.slice(offset, offset + PIECE).arrayBuffer();
    offset = (await patiently(row, () => sendPiece(begun.id, offset, piece))).offset;
    row.moves(offset, file.size);
  }
  return true;
}

/** @param {string} id @param {number} offset @param {ArrayBuffer} piece */
async function sendPiece(id, offset, piece) {
  const headers = { "Upload-Offset": String(offset), "Upload-Digest": await digest(new Blob([piece])) };
  try {
    return await send("PATCH", `/api/uploads/${id}`, piece, headers);
  } catch (error) {
    // The desk took a piece whose receipt was lost on the way: it says where to go on.
    if (error instanceof Refused && error.status === 409) return error.answer;
    throw error;
  }
}

/** Do it again while nobody answers. @template T @param {Row} row @param {() => Promise<T>} what @returns {Promise<T>} */
async function patiently(row, what) {
  for (;;) {
    try {
      const answer = await what();
      row.waits(false);
      return answer;
    } catch (error) {
      if (error instanceof Refused && error.status < 502) throw error;
      row.waits(true);
      await new Promise((done) => setTimeout(done, WAIT));
    }
  }
}

/** @param {Blob} blob */
async function digest(blob) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One line that shows how a file goes. */
class Row {
  /** @param {string} name @param {HTMLElement} list */
  constructor(name, list) {
    this.isCancelled = false;
    this.line = document.createElement("li");
    this.bar = document.createElement("progress");
    this.bar.setAttribute("aria-label", `Sending ${name}`);
    this.text = document.createElement("span");
    this.text.className = "text";
    const title = document.createElement("bdi");
    title.textContent = name;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.textContent = "Cancel";
    this.button.addEventListener("click", () => (this.isCancelled = true));
    this.line.append(title, this.bar, this.text, this.button);
    list.append(this.line);
  }

  /** @param {string} id @param {number} offset */
  begins(id, offset) {
    this.line.dataset.upload = id;
    if (offset) this.text.textContent = "goes on where it stopped";
  }

  /** @param {number} offset @param {number} size */
  moves(offset, size) {
    this.bar.max = size;
    this.bar.value = offset;
    this.text.textContent = `${Math.floor((offset / size) * 100)} %`;
  }

  /** @param {boolean} isWaiting */
  waits(isWaiting) {
    if (isWaiting) this.text.textContent = "waiting for the desk";
  }

  ends() {
    this.line.remove();
  }

  /** @param {string} message */
  fails(message) {
    this.bar.remove();
    this.button.textContent = "Dismiss";
    this.button.addEventListener("click", () => this.line.remove());
    this.text.textContent = message;
    this.line.className = "bad";
    this.line.setAttribute("role", "alert");
  }
}
