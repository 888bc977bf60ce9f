// @ts-check
// A picture as a list: the same cards and ways, for narrow screens, screen readers and keyboards.
/** @import { CardHeading, CardRow, Picture } from "./types" */
/** @import { Look } from "./cards.js" */
import { el, link, written } from "./dom.js";
import { counted, sign } from "./signs.js";

/** Deeper levels are no longer indented. */
const DEEPEST = 12;

/**
 * @param {Picture} picture
 * @param {Look} look
 */
export function outlineElement(picture, look) {
  /** @type {Map<string, number>} */
  const below = new Map(picture.lines.map((line) => [`${line.start} ${line.row}`, line.end]));
  const led = new Set(picture.lines.map((line) => line.end));
  const list = el("ul", { class: "outline" });
  /** @type {{number: number, into: HTMLElement, before: Node[], depth: number}[]} */
  const todo = [];
  picture.cards.forEach((_, number) => {
    if (!led.has(number)) {
      todo.push({ number, into: list, before: [], depth: 0 });
    }
  });
  todo.reverse();
  // Without recursion: chains can be longer than any stack.
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const card = picture.cards[next.number];
    if (card === undefined) {
      continue;
    }
    const item = el("li", { class: "outline-card" }, ...next.before);
    next.into.append(item);
    item.append(...card.headings.map((heading) => headingItem(heading, look)));
    if (card.rows.length === 0) {
      continue;
    }
    const rows = el("ul", { class: next.depth < DEEPEST ? "" : "is-deep" });
    item.append(rows);
    const later = [];
    for (const [index, row] of card.rows.entries()) {
      const child = below.get(`${next.number} ${index}`);
      if (child === undefined) {
        rows.append(el("li", { class: "outline-way" }, wayWords(row), chipLink(row, look)));
      } else {
        const holder = el("li", { class: "outline-way" }, wayWords(row));
        const inner = el("ul", { class: "outline-next" });
        holder.append(inner);
        rows.append(holder);
        later.push({ number: child, into: inner, before: [], depth: next.depth + 1 });
      }
    }
    todo.push(...later.reverse());
  }
  return list;
}

/**
 * @param {CardHeading} heading
 * @param {Look} look
 */
function headingItem(heading, look) {
  const step = look.path.get(heading.pointer);
  const visits = look.coverage?.visits[heading.pointer] ?? 0;
  return link(
    heading.pointer ? look.href(heading.pointer) : "",
    {
      class: `outline-heading kind-${heading.kind}${step === undefined ? "" : " on-path"}`,
      "data-at": heading.pointer,
      "aria-current": heading.pointer !== "" && heading.pointer === look.selected ? "true" : null,
    },
    sign(heading.kind),
    el("strong", {}, written(heading.title.join(" "))),
    el("span", { class: "name" }, written(heading.name)),
    heading.first_words.length > 0 && el("span", { class: "words" }, written(heading.first_words.join(" "))),
    heading.notes.length > 0 && el("span", { class: "words" }, written(heading.notes.join(" "))),
    heading.badge && el("span", { class: `badge ${heading.severity}` }, heading.badge),
    step !== undefined && el("span", { class: "step" }, `step ${step}`),
    look.coverage !== null && el("span", { class: "visits" }, visits ? counted(visits, "scenario") : "not tested"),
  );
}

/** @param {CardRow} row */
function wayWords(row) {
  return row.label ? el("span", { class: "outline-label" }, written(row.label)) : null;
}

/**
 * @param {CardRow} row
 * @param {Look} look
 */
function chipLink(row, look) {
  return link(
    row.to ? look.href(row.to) : "",
    { class: `chip kind-${row.to_kind}`, "data-at": row.to },
    sign(row.to_kind),
    written(row.chip || "on"),
  );
}
