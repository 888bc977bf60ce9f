// @ts-check
// Everything that the page gets: from the server, or from the data inside an exported page.
/** @import { Summary } from "./types" */

/** @typedef {{ texts: readonly string[], answers: Record<string, any> }} Packed */

const block = document.getElementById("answers");
const embedded = block === null ? null : unpacked(block.textContent ?? "");

/** @type {Map<string, Promise<any>>} */
const kept = new Map();

/** No answer could be had. `reason`: `key` (this tab may not ask), `gone` (nobody answers), `refused`. */
export class NoAnswer extends Error {
  /**
   * @param {"key" | "gone" | "refused"} reason
   * @param {string} message
   */
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

/** Takes the key out of the address, so that it is neither seen nor copied with a link. */
export function takeKey() {
  const [, before, key, after] = /^(#.*?)[#&?/]?token=([^&?/]+)(.*)$/.exec(location.hash) ?? [];
  if (key !== undefined) {
    sessionStorage.setItem("token", key);
    const address = `${before ?? ""}${(after ?? "").replace(/^&/, "")}`;
    history.replaceState(null, "", address.startsWith("#/") ? address : "#/overview");
  }
}

/** Whether this is a file that was exported: it has no server behind it. */
export function isExported() {
  return embedded !== null;
}

/**
 * The answer to a question, as it was for the files' present state.
 * @param {string} path
 * @returns {Promise<any>}
 */
export function get(path) {
  let answer = kept.get(path);
  if (answer === undefined) {
    answer = embedded === null ? asked(path, {}) : embedded.then((answers) => found(answers, path));
    answer.catch(() => kept.delete(path));
    kept.set(path, answer);
  }
  return answer;
}

/** @returns {Promise<Summary>} */
export function getSummary() {
  return get("/api/summary");
}

/** The files have changed: what was answered before no longer counts. */
export function forgetAnswers() {
  kept.clear();
}

/**
 * Waits until there is a newer state than this one, or for a while.
 * @param {number} version
 * @returns {Promise<number>} the present version
 */
export async function newerThan(version) {
  const answer = await asked(`/api/now?after=${version}`, {});
  return answer.version;
}

/**
 * @param {string} path
 * @param {unknown} question
 * @returns {Promise<any>}
 */
export function post(path, question) {
  const headers = { "Content-Type": "application/json" };
  return asked(path, { method: "POST", headers, body: JSON.stringify(question) });
}

/**
 * @param {string} path
 * @param {RequestInit} options
 * @returns {Promise<any>}
 */
async function asked(path, options) {
  const key = sessionStorage.getItem("token") ?? "";
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { ...options.headers, "X-Routecfg-Token": key } });
  } catch {
    throw new NoAnswer("gone", "The preview was stopped. Start it again with 'routecfg preview', and open the address that it prints.");
  }
  if (answer.ok) {
    return answer.json();
  }
  if (answer.status === 401 || answer.status === 403) {
    const todo = "Open the whole address that 'routecfg preview' printed.";
    throw new NoAnswer("key", `This tab may not read the project: the token is missing or wrong. ${todo}`);
  }
  if (answer.status === 404) {
    throw new NoAnswer("refused", "This is not in the files, or its file cannot be read: see Findings.");
  }
  throw new NoAnswer("refused", (await answer.text()) || `The preview answered ${answer.status}.`);
}

/**
 * @param {Packed} packed
 * @param {string} path
 */
function found(packed, path) {
  if (!Object.hasOwn(packed.answers, path)) {
    throw new NoAnswer("refused", "This is not in the exported file. Run 'routecfg preview' to see it.");
  }
  return withTexts(packed.answers[path], packed.texts);
}

/**
 * An answer with its texts: one that stands in several places is a mark and a number there.
 * @param {any} value
 * @param {readonly string[]} texts
 * @returns {any}
 */
function withTexts(value, texts) {
  if (typeof value === "string") {
    return value.startsWith("\u0001") ? texts[parseInt(value.slice(1), 16)] : value;
  }
  if (Array.isArray(value)) {
    return value.map((each) => withTexts(each, texts));
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withTexts(each, texts)]));
  }
  return value;
}

/**
 * @param {string} data base64 of gzip of JSON
 * @returns {Promise<Packed>}
 */
async function unpacked(data) {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}
