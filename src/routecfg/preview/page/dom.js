// @ts-check
// Elements are made here, without markup: what users wrote goes in as text only.

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes */

const SVG = "http://www.w3.org/2000/svg";

/** Programs that an "open in the editor" link may start. */
const EDITORS = /^(vscode|vscode-insiders|vscodium|cursor|windsurf|zed|idea|pycharm|webstorm|subl|txmt|mvim|nova|emacs):/;

/**
 * An element with attributes and children. Names that begin with `on` are listeners.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children.flat().filter(isKept));
  return made;
}

/**
 * The same for a part of a drawing.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...Node} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

/**
 * What somebody wrote in the project, kept apart from the words around it, whichever way it is read.
 * @param {string} text
 * @param {Attributes} [attributes]
 */
export function written(text, attributes = {}) {
  return el("bdi", attributes, text);
}

/**
 * A link into this page, or into an editor; plain text if it is neither.
 * @param {string} href
 * @param {Attributes} attributes
 * @param {...(Child | Child[])} children
 */
export function link(href, attributes, ...children) {
  const isSafe = href.startsWith("#/") || EDITORS.test(href);
  return isSafe ? el("a", { ...attributes, href }, ...children) : el("span", attributes, ...children);
}

/**
 * @param {string} words
 * @param {(event: MouseEvent) => void} onclick
 * @param {Attributes} [attributes]
 * @param {...Child} before
 */
export function button(words, onclick, attributes = {}, ...before) {
  return el("button", { type: "button", onclick, ...attributes }, ...before, words);
}

/**
 * The element of page.html with this id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`page.html has no ${id}`);
  }
  return found;
}

/**
 * Replaces what is in an element, without losing where the reader is: the scroll positions, what has the focus,
 * and which parts are unfolded. Elements are recognized by `data-key`, `id` or `href`.
 * @param {HTMLElement} root
 * @param {...(Child | Child[])} children
 */
export function replace(root, ...children) {
  const focused = root.contains(document.activeElement) ? keyOf(document.activeElement) : "";
  const scrolled = scrollersOf(root).map((each) => ({ key: keyOf(each), top: each.scrollTop, left: each.scrollLeft }));
  const unfolded = new Map([...root.querySelectorAll("details[data-key]")].map((each) => [keyOf(each), each]));
  root.replaceChildren(...children.flat().filter(isKept));
  for (const each of root.querySelectorAll("details[data-key]")) {
    const before = unfolded.get(keyOf(each));
    if (before instanceof HTMLDetailsElement && each instanceof HTMLDetailsElement) {
      each.open = before.open;
    }
  }
  for (const each of scrollersOf(root)) {
    const before = scrolled.find((other) => other.key === keyOf(each));
    if (before !== undefined && (before.top > 0 || before.left > 0)) {
      each.scrollTo({ top: before.top, left: before.left, behavior: "instant" });
    }
  }
  if (focused !== "") {
    const again = [...root.querySelectorAll("a,button,input,select,textarea,[tabindex]")].find(
      (each) => keyOf(each) === focused,
    );
    if (again instanceof HTMLElement) {
      again.focus({ preventScroll: true });
    }
  }
}

/** @param {HTMLElement} root */
function scrollersOf(root) {
  return [root, ...root.querySelectorAll("[data-scrolls]")];
}

/** @param {Element | null} element */
function keyOf(element) {
  if (element === null) {
    return "";
  }
  return element.getAttribute("data-key") ?? (element.id || (element.getAttribute("href") ?? element.tagName));
}

/**
 * @param {Element} element
 * @param {Attributes} attributes
 */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
function isKept(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}
