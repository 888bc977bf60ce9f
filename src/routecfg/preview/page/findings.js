// @ts-check
// What `validate` finds, as a list.
/** @import { Found, Summary } from "./types" */
import { addressOfPointer, holderOf } from "./addresses.js";
import { el, link, replace, written } from "./dom.js";
import { counted, severityBadge } from "./signs.js";

const ORDER = ["error", "warning", "info"];
/** @type {Record<string, [string, string]>} */
const SEVERITY_NAMES = { error: ["error", "Errors"], warning: ["warning", "Warnings"], info: ["note", "Notes"] };

export class FindingsView {
  constructor() {
    this.body = el("div");
    this.title = el("h1", { tabindex: -1 }, "Findings");
    this.root = el("section", { class: "page-view" }, this.title, this.body);
  }

  /**
   * @param {unknown} _
   * @param {Summary} summary
   */
  async show(_, summary) {
    const { found } = summary;
    replace(
      this.body,
      found.length === 0 && el("p", { class: "all-well" }, summary.problem === "" ? "No findings." : "The project could not be checked: see the message above."),
      ORDER.map((severity) => {
        const those = found.filter((each) => each.severity === severity);
        return those.length > 0 && [
          el("h2", {}, `${SEVERITY_NAMES[severity]?.[1]} (${those.length})`),
          el("ul", { class: "found-list" }, those.map((each) => foundElement(each, true))),
        ];
      }).flat(),
    );
    return "Findings";
  }
}

/** Why there is no number: with errors nobody knows whether there is one. @param {Summary} summary */
export function noNumberWords({ found }) {
  return found.some((each) => each.severity === "error")
    ? "No numbers can be shown until the errors are corrected: see Findings."
    : "There is no number yet: add one under 'inbound_routings:' in a routing file.";
}

/**
 * @param {readonly Found[]} found
 */
export function foundCounts(found) {
  return ORDER.flatMap((severity) => {
    const count = found.filter((each) => each.severity === severity).length;
    return count > 0 ? [severityBadge(severity, counted(count, SEVERITY_NAMES[severity]?.[0] ?? severity))] : [];
  });
}

/**
 * @param {Found} found
 * @param {boolean} isLinked whether to link to what it is about
 */
export function foundElement(found, isLinked) {
  const place = found.file && `${found.file}${found.line ? `:${found.line}` : ""}`;
  return el(
    "li",
    { class: `found-item ${found.severity}` },
    el("p", { class: "found-head" }, severityBadge(found.severity, `${found.code}`), el("span", { class: "rule" }, found.rule)),
    el(
      "p",
      { class: "found-message" },
      isLinked && found.pointer !== null
        ? link(addressOfPointer(holderOf(found.pointer)), {}, written(found.message))
        : written(found.message),
    ),
    found.help && el("p", { class: "help" }, written(found.help)),
    found.witness && el("p", { class: "witness" }, written(found.witness)),
    place && el("p", { class: "file" }, written(place, { class: "code" }), found.editor && [" ", link(found.editor, {}, "Open in the editor")]),
  );
}
