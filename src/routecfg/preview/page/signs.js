// @ts-check
// The sign and the words of each kind, and the icons of buttons.
import { el, svg } from "./dom.js";

/** The shapes of `draw/svg.py`, 16 pixels wide and high. @type {Record<string, string>} */
const SIGNS = {
  inbound_routings: "M1 2h9l5 6-5 6H1z",
  time_conditions: "M8 0l8 8-8 8-8-8z",
  decision_trees: "M1 2h14v12H1zM4 2v12M12 2v12",
  decisions: "M4 3h8a3 3 0 0 1 3 3v4a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z",
  chatbots: "M4 3h12l-4 10H0z",
  terminates: "M5 1h6l4 4v6l-4 4H5l-4-4V5z",
  queues: "M2 3.5v9c0 3 12 3 12 0v-9M2 3.5c0-3 12-3 12 0s-12 3-12 0",
  target_sets: "M4 2h8l4 6-4 6H4L0 8z",
  also: "M4 2h8l4 6-4 6H4L0 8z",
  elsewhere: "M2 2l12 12M14 2L2 14",
};
/** Of everything that is not drawn on its own. */
const OTHER_SIGN = "M3 1h7l4 4v10H3z";

/** @type {Record<string, string>} */
const ICONS = {
  overview: "M2 7l6-5 6 5v7H2zM6 14V9h4v5",
  map: "M1 3h5v4H1zM10 1h5v4h-5zM10 11h5v4h-5zM6 5h2v8h2M8 5V3h2",
  week: "M2 3h12v11H2zM2 6.500h12M5 1v3M11 1v3M5 9h3",
  chat: "M2 2h12v9H7l-3 3v-3H2z",
  changes: "M1 2h6v12H1zM9 2h6v12H9zM3 6h2M11 6h2M11 9h2",
  findings: "M8 1l7 13H1zM8 6v4M8 12v.5",
  objects: "M2 3h12M2 8h12M2 13h12",
  search: "M7 2a5 5 0 1 0 .01 0M10.6 10.600L15 15",
  light: "M8 5a3 3 0 1 0 .01 0M8 0v2M8 14v2M0 8h2M14 8h2M2.3 2.300l1.4 1.400M12.3 12.300l1.4 1.400M13.7 2.300l-1.4 1.400M3.7 12.300l-1.4 1.4",
  dark: "M13.5 10.500A6.5 6.5 0 0 1 5.5 2.500a6.5 6.5 0 1 0 8 8z",
  auto: "M8 2a6 6 0 1 0 .01 0M8 2v12",
  close: "M3 3l10 10M13 3L3 13",
  fit: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  more: "M8 3v10M3 8h10",
  less: "M3 8h10",
  back: "M10 3L5 8l5 5",
  next: "M6 3l5 5-5 5",
  print: "M4 6V1h8v5M4 12H1V6h14v6h-3M4 9h8v6H4z",
  edit: "M2 14l1-4 8-8 3 3-8 8zM9 4l3 3",
  send: "M1 2l14 6-14 6 2-6zM3 8h7",
  photo: "M1 3h14v10H1zM1 11l4-4 4 4 2-2 4 4M11 6v.1",
  undo: "M6 3L2 7l4 4M2 7h8a4 4 0 0 1 0 8H8",
  again: "M14 3v4h-4M13.5 7A6 6 0 1 0 14 9.5",
  keep: "M3 1h8l3 3v11H2V1zM5 1v4h5V1M5 15v-5h6v5",
};

/** Headings above lists of objects. @type {Record<string, string>} */
const MANY = {
  inbound_routings: "Numbers",
  time_conditions: "Time conditions",
  time_groups: "Opening hours",
  holidays: "Holidays",
  decision_trees: "Decision trees",
  decisions: "Decisions",
  chatbots: "Chatbots",
  terminates: "Ends of chats",
  queues: "Queues",
  target_sets: "Sets of answers",
  ticket_categories: "Ticket categories",
  custom_fields: "Custom fields",
  templates: "Templates",
};

/** @type {Record<string, string>} */
let words = {};

/** @param {Record<string, string>} kinds the word for each kind */
export function setKinds(kinds) {
  words = kinds;
}

/** @param {string} kind */
export function wordOf(kind) {
  return words[kind] ?? (kind === "decisions" ? "decision" : kind.replaceAll("_", " ").replace(/s$/, ""));
}

/** @param {string} kind */
export function headingOf(kind) {
  return MANY[kind] ?? kind.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());
}

/** @param {string} kind */
export function sign(kind) {
  return drawn(SIGNS[kind] ?? OTHER_SIGN, `sign kind-${kind}`);
}

/** @param {string} name */
export function icon(name) {
  return drawn(ICONS[name] ?? "", "icon");
}

/**
 * What a finding's severity looks like: a sign and a word, so never a colour alone.
 * @param {string} severity
 * @param {string} [words_]
 */
export function severityBadge(severity, words_ = severity) {
  const signs = { error: "✗", warning: "!", info: "i" };
  const shown = signs[/** @type {keyof typeof signs} */ (severity)] ?? "";
  return el("span", { class: `badge ${severity}` }, el("span", { "aria-hidden": "true" }, `${shown} `), words_);
}

/**
 * @param {number} count
 * @param {string} noun
 * @param {string} [nouns]
 */
export function counted(count, noun, nouns = `${noun}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : nouns}`;
}

/**
 * @param {string} d
 * @param {string} name
 */
function drawn(d, name) {
  return svg("svg", { class: name, viewBox: "-1 -1 18 18", "aria-hidden": "true" }, svg("path", { d }));
}
