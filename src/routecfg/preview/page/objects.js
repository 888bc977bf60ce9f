// @ts-check
// Every object by its kind and name, for those who know what they look for.
/** @import { Item, Summary } from "./types" */
import { addressOfPointer } from "./addresses.js";
import { el, link, replace, written } from "./dom.js";
import { plainText } from "./search_words.js";
import { counted, headingOf, sign, wordOf } from "./signs.js";

export class ObjectsView {
  constructor() {
    this.title = el("h1", { tabindex: -1 }, "All objects");
    this.field = el("input", {
      type: "search",
      id: "objects-filter",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "Part of a name or title",
      oninput: () => this.list(),
    });
    this.body = el("div");
    this.count = el("p", { class: "about", role: "status" });
    const filter = el("p", { class: "filter" }, el("label", { for: "objects-filter" }, "Show only"), this.field);
    this.root = el("section", { class: "page-view" }, this.title, filter, this.count, this.body);
    /** @type {readonly Item[]} */
    this.items = [];
  }

  /**
   * @param {unknown} _
   * @param {Summary} summary
   */
  async show(_, summary) {
    this.items = summary.items;
    this.list();
    return "All objects";
  }

  list() {
    const sought = plainText(this.field.value.trim());
    const shown = this.items.filter((item) => plainText(`${item.name} ${item.title} ${item.file}`).includes(sought));
    this.count.textContent = sought ? `${counted(shown.length, "object")} of ${this.items.length}` : counted(shown.length, "object");
    const kinds = [...new Set(shown.map((item) => item.kind))];
    replace(
      this.body,
      kinds.map((kind) => kindElement(kind, shown.filter((item) => item.kind === kind))),
    );
  }
}

/**
 * @param {string} kind
 * @param {Item[]} items
 */
function kindElement(kind, items) {
  return el(
    "section",
    { class: "kind-section" },
    el("h2", {}, `${headingOf(kind)} (${items.length})`),
    el(
      "ul",
      { class: "items" },
      items.map((item) =>
        el(
          "li",
          {},
          link(
            addressOfPointer(item.pointer),
            { class: `item kind-${kind}` },
            sign(kind),
            el("span", { class: "item-title" }, written(item.title || item.name)),
            el("span", { class: "code" }, written(item.name)),
          ),
          el(
            "span",
            { class: "item-more" },
            item.decisions > 0 && counted(item.decisions, "decision"),
            item.incomplete && el("span", { class: "badge error" }, `✗ this ${wordOf(kind)} has errors`),
          ),
        ),
      ),
    ),
  );
}
