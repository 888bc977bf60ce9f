// @ts-check
// What the address names: a view and what is open in it, as `#/tree/menu/welcome?chat=shop`.

/**
 * @typedef {object} Address
 * @property {string} view
 * @property {string[]} parts what follows the view
 * @property {string} at the pointer of what is selected
 * @property {string} chat the number that is being tried; empty: none
 */

const FIRST_VIEW = "overview";

/**
 * @param {string} hash
 * @returns {Address}
 */
export function parsedAddress(hash) {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [view = "", ...parts] = path.split("/").map(decoded);
  const named = new URLSearchParams(query);
  return { view: view || FIRST_VIEW, parts, at: named.get("at") ?? "", chat: named.get("chat") ?? "" };
}

/**
 * @param {string} view
 * @param {string[]} [parts]
 * @param {{at?: string, chat?: string}} [named]
 */
export function addressOf(view, parts = [], named = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(named)) {
    if (value) {
      query.set(name, value);
    }
  }
  const path = [view, ...parts].map(encodeURIComponent).join("/");
  return `#/${path}${query.size > 0 ? `?${query}` : ""}`;
}

/**
 * The address of an object or a decision, or of the object that a place is in.
 * @param {string} pointer
 */
export function addressOfPointer(pointer) {
  const [kind = "", name = "", inside = "", decision = ""] = partsOf(pointer);
  if (kind === "decision_trees") {
    return addressOf("tree", inside === "decisions" && decision ? [name, decision] : [name]);
  }
  return addressOf("object", [kind, name]);
}

/**
 * The names in a pointer: JSON Pointer, RFC 6901.
 * @param {string} pointer
 */
export function partsOf(pointer) {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * @param {...string} parts
 */
export function pointerOf(...parts) {
  return parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/**
 * The pointer of the object or decision that a place is in.
 * @param {string} pointer
 */
export function holderOf(pointer) {
  const [kind = "", name = "", inside = "", decision = ""] = partsOf(pointer);
  const isDecision = kind === "decision_trees" && inside === "decisions" && decision !== "";
  return isDecision ? pointerOf(kind, name, inside, decision) : pointerOf(kind, name);
}

/**
 * The name of the tree that a decision is in; empty for all else.
 * @param {string} pointer
 */
export function treeOf(pointer) {
  const [kind, name = "", inside, decision = ""] = partsOf(pointer);
  return kind === "decision_trees" && inside === "decisions" && decision !== "" ? name : "";
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % that somebody typed
  }
}
