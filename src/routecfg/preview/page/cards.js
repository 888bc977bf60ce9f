// @ts-check
// One card of a picture, and the lines between cards.
/** @import { CardHeading, CardRow, PictureCard, PictureLine, Coverage } from "./types" */
import { el, link, svg, written } from "./dom.js";
import { counted, sign, wordOf } from "./signs.js";

const MARKS = { added: "+ new", removed: "− removed", changed: "~ changed" };

/**
 * How a picture is shown at present.
 * @typedef {object} Look
 * @property {(pointer: string) => string} href
 * @property {string} selected
 * @property {Map<string, number>} path the steps of a chat, by the pointers that it came to
 * @property {Coverage | null} coverage
 * @property {(row: CardRow, card: number) => void} pointAt draws the way of a chip
 * @property {() => void} pointAway
 */

/**
 * @param {PictureCard} card
 * @param {number} number
 * @param {Look} look
 */
export function cardElement(card, number, look) {
  const isFound = card.headings.map((each) => each.severity).filter(Boolean);
  const gravest = ["error", "warning", "info"].find((severity) => isFound.includes(severity));
  const made = el("article", { class: `card${gravest ? ` found ${gravest}` : ""}` });
  made.style.left = `${card.left}px`;
  made.style.top = `${card.top}px`;
  made.style.width = `${card.width}px`;
  made.style.height = `${card.height}px`;
  made.append(
    ...card.headings.map((heading) => headingElement(heading, look)),
    ...card.rows.flatMap((row) => rowElements(row, number, look)),
  );
  return made;
}

/**
 * @param {CardHeading} heading
 * @param {Look} look
 */
function headingElement(heading, look) {
  const mark = MARKS[/** @type {keyof typeof MARKS} */ (heading.mark)];
  const made = link(
    heading.pointer ? look.href(heading.pointer) : "",
    { class: `heading kind-${heading.kind}${heading.mark ? ` mark-${heading.mark}` : ""}`, "data-at": heading.pointer },
    sign(heading.kind),
    el("span", { class: "title" }, ...heading.title.map((line) => el("span", { class: "line" }, written(line)))),
    el("span", { class: "name" }, written(heading.name)),
    heading.first_words.map((line) => el("span", { class: "words" }, written(line))),
    mark && el("span", { class: `mark ${heading.mark}` }, mark),
    heading.notes.map((line) => el("span", { class: "note-line" }, written(line))),
    heading.badge && el("span", { class: `badge ${heading.severity}` }, heading.badge),
  );
  made.style.top = `${heading.top}px`;
  made.style.height = `${heading.height}px`;
  if (heading.pointer !== "" && heading.pointer === look.selected) {
    made.setAttribute("aria-current", "true");
  }
  const step = look.path.get(heading.pointer);
  if (step !== undefined) {
    made.classList.add("on-path");
    made.append(el("span", { class: "step" }, el("span", { class: "unseen" }, "step "), String(step)));
  }
  if (look.coverage !== null && isCounted(heading.kind)) {
    const visits = look.coverage.visits[heading.pointer] ?? 0;
    made.classList.add(visits === 0 ? "uncovered" : "covered");
    made.append(visitsElement(visits));
  }
  return made;
}

/** @param {number} visits */
function visitsElement(visits) {
  const words = visits === 0 ? "not tested" : counted(visits, "scenario");
  return el("span", { class: "visits", title: words }, `${visits}×`, el("span", { class: "unseen" }, `, ${words}`));
}

/** @param {string} kind */
function isCounted(kind) {
  return kind !== "also" && kind !== "elsewhere";
}

/**
 * @param {CardRow} row
 * @param {number} number of the card
 * @param {Look} look
 */
function rowElements(row, number, look) {
  const made = [];
  const mark = row.mark ? ` mark-${row.mark}` : "";
  if (row.label) {
    const label = el("span", { class: `label${mark}`, title: row.label }, written(row.label));
    label.style.top = `${row.middle - (row.below ? 22 : 0) - 9}px`;
    label.style.maxWidth = row.chip && !row.below ? `calc(100% - ${row.chip_width + 30}px)` : "calc(100% - 20px)";
    made.push(label);
  }
  if (row.chip) {
    const chip = link(
      row.to ? look.href(row.to) : "",
      {
        class: `chip kind-${row.to_kind}${row.waits ? " waits" : ""}${mark}`,
        title: `${row.chip} (${wordOf(row.to_kind)})`,
        "data-at": row.to,
        onpointerenter: () => look.pointAt(row, number),
        onpointerleave: look.pointAway,
        onfocus: () => look.pointAt(row, number),
        onblur: look.pointAway,
      },
      sign(row.to_kind),
      written(row.chip),
    );
    chip.style.top = `${row.middle - 10}px`;
    chip.style.width = `${row.chip_width}px`;
    made.push(chip);
  }
  return made;
}

/**
 * A line: to the right, down, and to the right again, with round corners.
 * @param {PictureLine} line
 */
export function lineElement(line) {
  const down = line.to_y - line.y;
  const end = line.to_x - 7;
  let d = `M${line.x} ${line.y}H${end}`;
  if (down >= 1) {
    const round = Math.min(8, down / 2);
    const turn = `q${round} 0 ${round} ${round}V${line.to_y - round}q0 ${round} ${round} ${round}`;
    d = `M${line.x} ${line.y}H${line.bend - round}${turn}H${end}`;
  }
  return svg(
    "g",
    { class: `way${line.waits ? " waits" : ""}${line.mark ? ` mark-${line.mark}` : ""}` },
    svg("path", { class: "line", d }),
    svg("path", { class: "end", d: `M${line.to_x} ${line.to_y}l-8 -4v8z` }),
  );
}

/**
 * The way of a chip: a curve from it to the card that it names, and a frame around that.
 * @param {PictureCard} card
 * @param {CardRow} row
 * @param {PictureCard} target
 * @param {number} top of what is meant on the target
 */
export function curveElements(card, row, target, top) {
  const from = { x: card.left + card.width - 12, y: card.top + row.middle };
  const to = { x: target.left, y: target.top + top + 24 };
  const reach = Math.max(60, Math.min(240, Math.abs(to.x - from.x) / 2 + Math.abs(to.y - from.y) / 8));
  const d = `M${from.x} ${from.y}C${from.x + reach} ${from.y} ${to.x - reach} ${to.y} ${to.x - 8} ${to.y}`;
  const [x, y, width, height] = [target.left - 3, target.top - 3, target.width + 6, target.height + 6];
  return [
    svg("path", { class: "curve", d }),
    svg("path", { class: "curve-end", d: `M${to.x} ${to.y}l-9 -5v10z` }),
    svg("rect", { class: "pointed", x, y, width, height, rx: 11 }),
  ];
}
