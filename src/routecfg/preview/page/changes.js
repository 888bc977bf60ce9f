// @ts-check
// The sandbox beside production: what customers notice, and every object in two columns.
/** @import { Change, Changed, ChangeLine, LineNotices, Notice, Sides, SideRow, Summary, Words } from "./types" */
/** @import { Address } from "./addresses.js" */
import { addressOf, addressOfPointer, holderOf, partsOf, pointerOf } from "./addresses.js";
import { get } from "./answers.js";
import { Board } from "./board.js";
import { namedLink } from "./details.js";
import { button, el, link, replace, written } from "./dom.js";
import { counted, icon, sign, wordOf } from "./signs.js";

/** @type {Record<string, [string, string]>} */
const CHANGE_WORDS = {
  added: ["+", "new"],
  removed: ["−", "removed"],
  changed: ["~", "changed"],
  renamed: ["→", "renamed"],
  moved: ["↕", "moved"],
};

/** The pictures of a change begin with all of it, if that can be recognized; and are not higher than it. */
const SMALLEST_CHANGE = 0.45;
const HIGHEST_CHANGE = 480;
const AROUND_CHANGE = 96;
/** Wider ones stand below each other. */
const WIDE_CHANGE = 640;

export class ChangesView {
  /** @param {(address: string) => void} go */
  constructor(go) {
    this.go = go;
    this.title = el("h1", { tabindex: -1 }, "What changes for customers");
    this.body = el("div");
    this.root = el("section", { class: "page-view changes" }, this.title, this.body);
    /** @type {Board[]} */
    this.boards = [this.board(), this.board()];
    /** @type {Sides | null} */
    this.sides = null;
    this.isAfter = true;
  }

  board() {
    const href = (/** @type {string} */ pointer) => addressOfPointer(holderOf(pointer));
    return new Board({ href, open: (pointer) => this.go(href(pointer)) }, SMALLEST_CHANGE);
  }

  /**
   * @param {Address} address
   * @param {Summary} _
   */
  async show(address, _) {
    const [kind = "", name = ""] = address.parts;
    const pointer = name === "" ? pointerOf(kind) : pointerOf(kind, name);
    this.pointer = pointer;
    if (kind !== "") {
      const change = /** @type {Change} */ (await get(`/api/change?at=${encodeURIComponent(pointer)}`));
      if (pointer !== this.pointer) {
        return "";
      }
      const title = change.at?.title || change.at?.name || name;
      this.title.replaceChildren("Sandbox beside production: ", written(title));
      replace(this.body, changeElement(change));
      return title;
    }
    const sides = /** @type {Sides} */ (await get("/api/changes"));
    if (pointer !== this.pointer) {
      return "";
    }
    this.title.replaceChildren("What changes for customers");
    const isSame = this.sides !== null;
    replace(this.body, ...this.sidesElements(sides));
    if (sides !== this.sides) {
      [sides.production, sides.picture].forEach((picture, index) => {
        const board = this.boards[index];
        if (picture && board) {
          const zoom = Math.max(SMALLEST_CHANGE, Math.min(1, board.root.clientWidth / (picture.width + AROUND_CHANGE)));
          board.root.style.height = `${Math.min(HIGHEST_CHANGE, (picture.height + AROUND_CHANGE) * zoom)}px`;
          board.show(picture, isSame);
        }
      });
      this.sides = sides;
    }
    return "Changes";
  }

  /** @param {Sides} sides */
  sidesElements(sides) {
    if (sides.problem) {
      return [el("p", { class: "notice-box warning" }, written(sides.problem))];
    }
    const production = sides.release === null ? "Production is empty: nothing has been released yet." : `Production is release ${sides.release}.`;
    if (sides.nothing) {
      return [el("p", { class: "all-well" }, `Nothing: the sandbox is the same as production. ${production}`)];
    }
    return [
      el("p", { class: "lead" }, written(sides.headline), `${sides.headline === "" || /[.:!?]$/.test(sides.headline) ? "" : "."} ${production}`),
      ...sides.large.map((each) => el("p", { class: "notice-box warning" }, written(each))),
      ...sides.lines.map(lineNoticesElement),
      sides.rest.length > 0 && el("ul", { class: "rest" }, sides.rest.map((each) => el("li", {}, written(each)))),
      this.picturesElement(sides),
      el("h2", {}, "Every object that differs"),
      sides.summary && el("p", { class: "about" }, written(sides.summary)),
      el("ul", { class: "changed-list" }, sides.objects.map(changedElement)),
      sides.more > 0 && el("p", {}, `and ${counted(sides.more, "more object")}: 'routecfg diff' lists all`),
      sides.derived.length > 0 && [
        el("h2", {}, "Changes in the public holidays"),
        el("ul", {}, sides.derived.map((each) => el("li", {}, written(each)))),
      ],
    ].flat();
  }

  /** @param {Sides} sides */
  picturesElement(sides) {
    if (!sides.picture && !sides.production) {
      return null;
    }
    const isWide = [sides.picture, sides.production].some((picture) => picture !== null && picture.width > WIDE_CHANGE);
    const figures = [
      { words: "Before: production", picture: sides.production, board: this.boards[0] },
      { words: "After: sandbox", picture: sides.picture, board: this.boards[1] },
    ];
    return [
      el("h2", {}, "The changed paths, before and after"),
      el(
        "p",
        { class: "legend" },
        ["added", "changed", "removed"].map((change) => changeBadge(change)),
        " on a card say what is different there.",
      ),
      el(
        "div",
        { class: `before-after${isWide ? " is-wide" : ""}` },
        figures.map(({ words, picture, board }) =>
          el(
            "figure",
            {},
            el(
              "figcaption",
              {},
              el("strong", {}, words),
              picture && board && el(
                "span",
                { class: "group" },
                button("", () => board.port.zoomTo(board.port.zoom / 1.3), { "aria-label": `${words}, smaller` }, icon("less")),
                button("", () => board.port.zoomTo(board.port.zoom * 1.3), { "aria-label": `${words}, larger` }, icon("more")),
                button("", () => board.port.fit(), { "aria-label": `${words}, all of it` }, icon("fit")),
              ),
            ),
            picture && picture.cards.length > 0 && board ? board.root : el("p", { class: "none" }, "There is nothing here."),
          ),
        ),
      ),
    ];
  }
}

/** @param {string} change */
function changeBadge(change) {
  const [sign_, word] = CHANGE_WORDS[change] ?? ["", change];
  return el("span", { class: `mark ${change}` }, `${sign_} ${word}`);
}

/** @param {LineNotices} line */
function lineNoticesElement(line) {
  return el(
    "section",
    { class: "line-notices" },
    el("h2", {}, sign(line.at.kind), written(line.at.title || line.at.name)),
    line.status && el("p", { class: "about" }, written(line.status)),
    el("ul", { class: "notices" }, line.notices.map(noticeElement)),
    line.more > 0 && el("p", { class: "about" }, `and ${line.more} more`),
  );
}

/** @param {Notice} notice */
function noticeElement(notice) {
  const who = { customer: "Customer", both: "", production: "Production", sandbox: "Sandbox" };
  return el(
    "li",
    { class: "notice" },
    el("p", { class: "when" }, written(notice.when), notice.when && notice.does && ": ", el("strong", {}, written(notice.does))),
    el(
      "dl",
      { class: "two-sides" },
      el("div", { class: "side production" }, el("dt", {}, "Production"), el("dd", {}, written(notice.production || "nothing"))),
      el("div", { class: "side sandbox" }, el("dt", {}, "Sandbox"), el("dd", {}, written(notice.sandbox || "nothing"))),
    ),
    notice.where && el("p", { class: "file" }, notice.pointer ? link(addressOfPointer(holderOf(notice.pointer)), {}, written(notice.where)) : written(notice.where)),
    notice.example.length > 0 &&
      el(
        "details",
        { "data-key": `example ${notice.when} ${notice.does}` },
        el("summary", {}, "An example"),
        el(
          "ul",
          { class: "example" },
          notice.example.map((each) =>
            el("li", { class: `example-${each.side}` }, el("span", { class: "example-side" }, who[/** @type {keyof typeof who} */ (each.side)] ?? ""), written(each.text)),
          ),
        ),
      ),
  );
}

/** @param {Changed} changed */
function changedElement(changed) {
  const [kind = "", name = ""] = partsOf(changed.at.pointer);
  return el(
    "li",
    { class: `changed-item ${changed.change}` },
    el(
      "p",
      { class: "changed-head" },
      changeBadge(changed.change),
      link(
        addressOf("changes", name ? [kind, name] : [kind]),
        { class: `named kind-${changed.at.kind}` },
        sign(changed.at.kind),
        written(changed.heading || changed.at.title || changed.at.name),
      ),
      changed.was && el("span", {}, "was ", written(changed.was, { class: "code" })),
    ),
    saysElement(changed.lines),
    changed.more > 0 && el("p", { class: "about" }, `and ${counted(changed.more, "more line")}`),
  );
}

/** @param {readonly ChangeLine[]} lines */
function saysElement(lines) {
  return (
    lines.length > 0 &&
    el(
      "ul",
      { class: "says" },
      lines.map((line) => {
        const [sign_, word] = CHANGE_WORDS[line.change] ?? ["", line.change];
        const item = el("li", { class: line.change }, el("span", { class: "says-sign", title: word }, sign_), written(line.text));
        item.style.marginInlineStart = `${line.depth * 1.1}rem`;
        return item;
      }),
    )
  );
}

/** @param {Change} change */
function changeElement(change) {
  const back = el("p", {}, link(addressOf("changes"), {}, "All changes"));
  if (change.problem || change.at === null) {
    return [back, el("p", { class: "notice-box warning" }, written(change.problem || "This object is neither in the sandbox nor in production."))];
  }
  return [
    back,
    el(
      "p",
      { class: "changed-head" },
      change.change ? changeBadge(change.change) : "the same in the sandbox and in production",
      change.at.pointer !== "/project" && namedLink(change.at),
      el("span", { class: "about" }, wordOf(change.at.kind)),
      change.was && el("span", {}, "was ", written(change.was, { class: "code" })),
    ),
    saysElement(change.says),
    el(
      "table",
      { class: "columns" },
      el("caption", { class: "unseen" }, "Sandbox beside production"),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Production"), el("th", { scope: "col" }, "Sandbox"))),
      el("tbody", {}, change.rows.map(rowElement)),
    ),
  ];
}

/** @param {SideRow} row */
function rowElement(row) {
  if (row.change === "left out") {
    return el("tr", { class: "left-out" }, el("td", { colspan: 2 }, `${counted(row.count, "line")} the same`));
  }
  return el("tr", { class: row.change }, cellElement(row.production, row.change, "−"), cellElement(row.sandbox, row.change, "+"));
}

/**
 * @param {readonly Words[] | null} words
 * @param {string} change
 * @param {string} side the sign of a line that the other side lacks
 */
function cellElement(words, change, side) {
  if (words === null) {
    return el("td", { class: "no-line" });
  }
  return el(
    "td",
    {},
    el("span", { class: "row-sign" }, change === "" ? " " : side),
    el("code", {}, words.map((each) => (each.marked ? el("mark", {}, each.text) : each.text))),
  );
}
