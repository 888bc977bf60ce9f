// @ts-check
// The panel beside a picture: what customers read at one place, where it leads, who leads there, and its lines.
/** @import { Details, Named, Said, Source, Way } from "./types" */
import { get, isExported } from "./answers.js";
import { addressOf, addressOfPointer, partsOf, treeOf } from "./addresses.js";
import { button, byId, el, link, replace, written } from "./dom.js";
import { foundElement } from "./findings.js";
import { icon, sign, wordOf } from "./signs.js";

const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

let shownPointer = "";

/**
 * Shows an object or decision in the panel; an empty pointer closes it.
 * @param {string} pointer
 * @param {() => void} close
 */
export async function showDetails(pointer, close) {
  const panel = byId("details");
  const isSame = pointer === shownPointer;
  shownPointer = pointer;
  document.body.classList.toggle("has-details", pointer !== "");
  panel.hidden = pointer === "";
  if (pointer === "") {
    panel.replaceChildren();
    return;
  }
  try {
    const details = /** @type {Details} */ (await get(detailsPath(pointer)));
    if (pointer === shownPointer) {
      replace(panel, detailsElement(details, close));
    }
  } catch (error) {
    if (pointer === shownPointer) {
      const message = error instanceof Error ? error.message : String(error);
      replace(panel, el("div", { class: "panel-heading" }, el("h2", { tabindex: -1, id: "details-title" }, "Details"), closer(close)), el("p", {}, message));
    }
  }
  if (!isSame) {
    panel.scrollTop = 0;
  }
}

/** @param {string} pointer */
export function prepareDetails(pointer) {
  get(detailsPath(pointer)).catch(() => {}); // said when it is opened
}

/** @param {string} pointer */
function detailsPath(pointer) {
  return `/api/object?at=${encodeURIComponent(pointer)}`;
}

/** Brings the keyboard into the panel. */
export function focusDetails() {
  document.getElementById("details-title")?.focus();
}

/** @param {() => void} close */
function closer(close) {
  return button("", close, { class: "quiet icon-button", "aria-label": "Close the details", title: "Close (Escape)" }, icon("close"));
}

/**
 * @param {Details} details
 * @param {() => void} close
 */
function detailsElement(details, close) {
  const { at, within } = details;
  const [, name = ""] = partsOf(at.pointer);
  return el(
    "div",
    { class: "details-body" },
    el(
      "div",
      { class: `panel-heading kind-${at.kind}` },
      sign(at.kind),
      el("h2", { tabindex: -1, id: "details-title" }, written(at.title || at.name)),
      closer(close),
    ),
    el(
      "p",
      { class: "what" },
      `${wordOf(at.kind)} `,
      written(at.name, { class: "code" }),
      within && [" of ", link(addressOfPointer(within.pointer), {}, written(within.title || within.name))],
    ),
    details.description && el("p", { class: "description" }, written(details.description)),
    el(
      "p",
      { class: "actions" },
      at.kind === "decision_trees" && link(addressOf("tree", [name]), { class: "button primary" }, "Open this tree"),
      at.kind === "inbound_routings" && link(addressOf("map", [], { at: at.pointer, chat: name }), { class: "button primary" }, icon("chat"), isExported() ? "Recorded chats" : "Try a chat"),
      at.kind === "inbound_routings" && link(addressOf("week", [name]), { class: "button" }, icon("week"), "Opening hours"),
      details.source?.editor && link(details.source.editor, { class: "button" }, icon("edit"), "Open in the editor"),
    ),
    details.found.length > 0 && [el("h3", {}, "Findings"), el("ul", { class: "found-list" }, details.found.map((each) => foundElement(each, false)))],
    saidElements(details.said),
    factsElement(details.facts),
    waysElement("Where it leads", details.leads_to, "", treeOf(at.pointer)),
    waysElement("What leads here", details.led_from, "Nothing leads here.", treeOf(at.pointer)),
    details.source && sourceElement(details.source),
  );
}

/** @param {readonly Said[]} said */
function saidElements(said) {
  if (said.length === 0) {
    return null;
  }
  return [
    el("h3", {}, "What customers see"),
    ...said.map((each) =>
      el(
        "div",
        { class: "said" },
        el("p", { class: "said-what" }, each.what, each.when && [", ", written(each.when)]),
        el(
          "div",
          { class: "languages" },
          Object.entries(each.texts).map(([language, text]) =>
            el(
              "figure",
              {},
              language && el("figcaption", {}, nameOfLanguage(language)),
              el("blockquote", { class: "bubble", lang: language || null, dir: "auto" }, text),
            ),
          ),
        ),
      ),
    ),
  ];
}

/** @param {string} language */
export function nameOfLanguage(language) {
  try {
    return LANGUAGES.of(language) ?? language;
  } catch {
    return language; // not a language tag
  }
}

/** @param {readonly (readonly [string, string])[]} facts */
function factsElement(facts) {
  return facts.length > 0 && [
    el("h3", {}, "Settings"),
    el("dl", { class: "facts" }, facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, written(value))))),
  ];
}

/**
 * @param {string} heading
 * @param {readonly Way[]} ways
 * @param {string} none
 * @param {string} tree that the details are about something in
 */
function waysElement(heading, ways, none, tree) {
  if (ways.length === 0) {
    return none ? [el("h3", {}, heading), el("p", { class: "none" }, none)] : null;
  }
  return [
    el("h3", {}, `${heading} (${ways.length})`),
    el("ul", { class: "ways" }, ways.map((way) => wayElement(way, tree))),
  ];
}

/**
 * @param {Way} way
 * @param {string} tree
 */
function wayElement(way, tree) {
  const other = treeOf(way.at.pointer);
  const where = other !== "" && other !== tree && el("span", { class: "about" }, "of ", written(other));
  return el("li", {}, way.label && written(way.label, { class: "way-label" }), namedLink(way.at), where);
}

/** @param {Named} named */
export function namedLink(named) {
  return link(
    named.pointer ? addressOfPointer(named.pointer) : "",
    { class: `named kind-${named.kind}`, title: `${wordOf(named.kind)} ${named.name}` },
    sign(named.kind),
    written(named.title || named.name),
  );
}

/** @param {Source} source */
function sourceElement(source) {
  return [
    el("h3", {}, "In the files"),
    el("p", { class: "file" }, written(`${source.file}:${source.line}`, { class: "code" })),
    el(
      "div",
      { class: "lines-of-file", tabindex: 0, role: "group", "aria-label": `Lines of ${source.file}`, "data-scrolls": true, "data-key": "source" },
      el(
        "ol",
        {},
        source.lines.map((line) =>
          el(
            "li",
            { class: line.within ? "" : "around" },
            el("span", { class: "line-number" }, String(line.number)),
            el("code", {}, line.text || " "),
          ),
        ),
      ),
    ),
  ];
}
