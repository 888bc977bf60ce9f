// @ts-check
// Search over titles, texts and answers: a field above everything, with `/` or Ctrl-K.
/** @import { Named, Searched, Text } from "./types" */
import { addressOfPointer, treeOf } from "./addresses.js";
import { get } from "./answers.js";
import { button, byId, el, replace, written } from "./dom.js";
import { excerpt, plainText } from "./search_words.js";
import { counted, icon, sign, wordOf } from "./signs.js";

const MOST_HITS = 50;
/** What stands first among equals. @type {Record<string, number>} */
const RANKS = { name: 0, title: 1, answer: 2, text: 3 };

/** @typedef {{named: Named, text: Text, plain: string, rank: number}} Entry */

/** @type {Entry[]} */
let entries = [];
/** @type {Searched | null} */
let source = null;
/** @type {Entry[]} */
let hits = [];
let chosen = 0;
/** @type {(address: string) => void} */
let goTo = () => {};

const field = el("input", {
  type: "search",
  id: "search-field",
  role: "combobox",
  "aria-controls": "search-hits",
  "aria-expanded": "true",
  "aria-autocomplete": "list",
  "aria-label": "Search titles, texts and answers",
  placeholder: "Search titles, texts and answers",
  autocomplete: "off",
  spellcheck: "false",
  enterkeyhint: "go",
  oninput: () => search(),
  onkeydown: (/** @type {KeyboardEvent} */ event) => keyed(event),
});
const list = el("ul", { id: "search-hits", role: "listbox", "aria-label": "Found" });
const said = el("p", { class: "search-said", role: "status" });
const searchDialog = el(
  "dialog",
  { class: "search", "aria-label": "Search", onclick: (/** @type {Event} */ event) => event.target === event.currentTarget && searchDialog.close() },
  el("div", { class: "search-head" }, icon("search"), field, button("Close", () => searchDialog.close(), { class: "quiet" })),
  list,
  said,
);

/** @param {(address: string) => void} go */
export function startSearch(go) {
  goTo = go;
  document.body.append(searchDialog);
  const opener = byId("search-open");
  replace(opener, icon("search"), el("span", { class: "search-words" }, "Search titles, texts and answers"), el("kbd", { "aria-hidden": "true" }, "/"));
  opener.setAttribute("aria-label", "Search titles, texts and answers");
  opener.addEventListener("click", openSearch);
  opener.removeAttribute("disabled");
  addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    const isWriting = target.matches?.("input, textarea, select, [contenteditable]") ?? false;
    const isCalled = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !isWriting);
    if (isCalled && !searchDialog.open) {
      event.preventDefault();
      openSearch();
    }
  });
}

async function openSearch() {
  searchDialog.showModal();
  field.select();
  try {
    await load();
    search();
  } catch (error) {
    said.textContent = error instanceof Error ? error.message : String(error);
  }
}

async function load() {
  const searched = /** @type {Searched} */ (await get("/api/search"));
  if (searched === source) {
    return;
  }
  source = searched;
  const named = new Map(searched.named.map((each) => [each.pointer, each]));
  entries = searched.texts.flatMap((text) => {
    const at = named.get(text.at);
    return at === undefined ? [] : [{ named: at, text, plain: plainText(text.text), rank: RANKS[text.what] ?? 4 }];
  });
}

function search() {
  const words = plainText(field.value).split(/\s+/).filter(Boolean);
  /** @type {Map<string, {entry: Entry, score: number}>} */
  const best = new Map();
  for (const entry of words.length > 0 ? entries : []) {
    if (words.every((word) => entry.plain.includes(word))) {
      const isStart = entry.plain.startsWith(/** @type {string} */ (words[0]));
      const score = entry.rank * 2 + (isStart ? 0 : 1);
      const before = best.get(entry.text.at);
      if (before === undefined || score < before.score) {
        best.set(entry.text.at, { entry, score });
      }
    }
  }
  const found = [...best.values()].sort((one, other) => one.score - other.score);
  hits = found.slice(0, MOST_HITS).map((each) => each.entry);
  chosen = 0;
  const more = found.length > MOST_HITS ? ` The first ${MOST_HITS} are shown.` : "";
  said.textContent =
    words.length === 0
      ? "Searches names, titles, texts and answers in every language. Accents and capitals do not matter."
      : `${counted(found.length, "place")} found.${more}`;
  replace(list, hits.map((entry, index) => hitElement(entry, index, words)));
  choose(0);
}

/**
 * @param {Entry} entry
 * @param {number} index
 * @param {string[]} words
 */
function hitElement(entry, index, words) {
  const { named, text } = entry;
  const tree = treeOf(named.pointer);
  const [before, match, after] = excerpt(text.text, words[0] ?? "");
  return el(
    "li",
    { role: "option", id: `hit-${index}`, class: `hit kind-${named.kind}`, onclick: () => open(index), onpointermove: () => choose(index) },
    sign(named.kind),
    el("span", { class: "hit-title" }, written(named.title || named.name)),
    el("span", { class: "hit-what" }, `${wordOf(named.kind)} `, written(named.name), tree && [" of ", written(tree)]),
    el(
      "span",
      { class: "hit-text" },
      text.what !== "title" && el("span", { class: "hit-in" }, `${text.what}${text.language ? `, ${text.language}` : ""}: `),
      el("bdi", {}, before, match && el("mark", {}, match), after),
    ),
  );
}

/** @param {number} index */
function choose(index) {
  chosen = Math.max(0, Math.min(hits.length - 1, index));
  [...list.children].forEach((hit, each) => hit.setAttribute("aria-selected", String(each === chosen)));
  field.setAttribute("aria-activedescendant", hits.length > 0 ? `hit-${chosen}` : "");
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
  const step = steps[/** @type {keyof typeof steps} */ (event.key)];
  if (step !== undefined) {
    event.preventDefault();
    choose(chosen + step);
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Escape") {
    event.preventDefault(); // it would only empty the field
    searchDialog.close();
  } else if (event.key === "Enter") {
    event.preventDefault();
    open(chosen);
  }
}

/** @param {number} index */
function open(index) {
  const hit = hits[index];
  if (hit !== undefined) {
    searchDialog.close();
    goTo(addressOfPointer(hit.named.pointer));
  }
}
