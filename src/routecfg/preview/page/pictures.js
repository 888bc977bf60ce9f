// @ts-check
// The map and the trees: a picture with its tools, or the same as a list.
/** @import { Coverage, Picture, Summary } from "./types" */
/** @import { Address } from "./addresses.js" */
import { get } from "./answers.js";
import { addressOf, addressOfPointer, partsOf, pointerOf } from "./addresses.js";
import { Board } from "./board.js";
import { button, el, link, replace, written } from "./dom.js";
import { outlineElement } from "./outline.js";
import { counted, icon, sign, wordOf } from "./signs.js";

const NARROW = 700;

/** The steps of the chat that is being tried, by the pointers that it came to. @type {Map<string, number>} */
let chatPath = new Map();
/** @type {Set<PictureView>} */
const shownViews = new Set();

/** @param {Map<string, number>} path */
export function lightPath(path) {
  chatPath = path;
  shownViews.forEach((view) => view.lightPath());
}

/** Pictures are drawn anew, in other colours. */
export function redrawPictures() {
  shownViews.forEach((view) => view.board.draw());
}

export class PictureView {
  /**
   * @param {"map" | "tree"} kind
   * @param {(address: string) => void} go
   */
  constructor(kind, go) {
    this.kind = kind;
    this.go = go;
    this.path = "";
    this.selected = "";
    this.listed = "";
    this.turn = 0;
    /** @type {Coverage | null} */
    this.coverage = null;
    /** @type {Picture | null} */
    this.picture = null;
    this.isCovering = false;
    this.isList = innerWidth < NARROW;
    this.board = new Board({
      href: (pointer) => this.href(pointer),
      open: (pointer) => this.go(this.href(pointer)),
    });
    this.board.root.addEventListener("zoomed", () => this.zoomed());
    this.title = el("h1", { tabindex: -1 });
    this.about = el("p", { class: "about" });
    this.legend = el("div", { class: "legend" });
    this.list = el("div", { class: "outline-frame", "data-scrolls": true, "data-key": "list", tabindex: 0, role: "group", "aria-label": "The picture as a list" });
    this.zoomShown = el("output", { class: "zoom-shown", "aria-label": "Size" });
    this.pick = el("select", { class: "pick", "aria-label": "Decision tree", hidden: kind === "map", onchange: () => this.go(addressOf("tree", [this.pick.value])) });
    this.coverButton = button("Tested", () => this.toggleCoverage(), {
      "aria-pressed": "false",
      title: "Shows which objects and decisions the scenarios in tests/ reach",
    });
    this.listButton = button("List", () => this.toggleList(), { "aria-pressed": "false" }, icon("objects"));
    this.zoomTools = el(
      "div",
      { class: "group", role: "group", "aria-label": "Size of the picture" },
      button("", () => this.board.port.zoomTo(this.board.port.zoom / 1.3), { "aria-label": "Smaller", title: "Smaller (-)" }, icon("less")),
      this.zoomShown,
      button("", () => this.board.port.zoomTo(this.board.port.zoom * 1.3), { "aria-label": "Larger", title: "Larger (+)" }, icon("more")),
      button("", () => this.board.port.fit(), { "aria-label": "All of it", title: "All of it (f)" }, icon("fit")),
    );
    const tools = el(
      "div",
      { class: "tools", role: "toolbar", "aria-label": "Tools of the picture" },
      this.pick,
      this.coverButton,
      this.listButton,
      this.zoomTools,
      button("", () => print(), { "aria-label": "Print", title: "Print", class: "print-button" }, icon("print")),
    );
    const heading = el("div", { class: "view-heading" }, el("div", {}, this.title, this.about), tools);
    this.root = el("section", { class: "picture-view" }, heading, this.legend, this.board.root, this.list);
    shownViews.add(this);
  }

  /**
   * @param {Address} address
   * @param {Summary} summary
   */
  async show(address, summary) {
    const [name = "", decision = ""] = address.parts;
    const path = this.kind === "map" ? "/api/map" : `/api/tree/${encodeURIComponent(name)}`;
    this.turn += 1;
    const mine = this.turn;
    const picture = /** @type {Picture} */ (await get(path));
    if (mine !== this.turn) {
      return ""; // another tree has been asked for
    }
    const isSame = path === this.path;
    this.path = path;
    this.name = name;
    const selected = this.selectedAt(address, name, decision);
    if (picture !== this.picture || !isSame) {
      this.picture = picture;
      this.board.look.selected = selected;
      this.board.look.path = chatPath;
      this.board.look.coverage = null;
      this.board.show(picture, isSame);
      if (this.isCovering) {
        this.isCovering = false;
        await this.toggleCoverage();
      }
      this.describe(summary, name);
    }
    this.board.select(selected, selected !== "" && (selected !== this.selected || !isSame));
    this.selected = selected;
    this.showList();
    return this.kind === "map" ? "Map" : this.title.textContent || name;
  }

  /**
   * @param {Address} address
   * @param {string} name
   * @param {string} decision
   */
  selectedAt(address, name, decision) {
    if (address.at) {
      return address.at;
    }
    if (this.kind === "map") {
      return address.view === "object" ? pointerOf(...address.parts) : "";
    }
    return decision ? pointerOf("decision_trees", name, "decisions", decision) : "";
  }

  /**
   * Within the picture an address only selects; to elsewhere it leads away.
   * @param {string} pointer
   */
  href(pointer) {
    const [kind, name = "", inside, decision = ""] = partsOf(pointer);
    const parts = this.kind === "tree" ? [this.name ?? ""] : [];
    if (this.kind === "tree" && kind === "decision_trees" && name === this.name && inside) {
      return addressOf("tree", [name, decision]);
    }
    return this.board.has(pointer) ? addressOf(this.kind, parts, { at: pointer }) : addressOfPointer(pointer);
  }

  /**
   * @param {Summary} summary
   * @param {string} name
   */
  describe(summary, name) {
    const picture = /** @type {Picture} */ (this.picture);
    const item = summary.items.find((each) => each.kind === "decision_trees" && each.name === name);
    const words = this.kind === "map" ? "Where do chats go?" : item?.title || name;
    this.title.replaceChildren(written(words));
    const about =
      this.kind === "map"
        ? "From the numbers at the left to where chats end. Click a card to see what customers read there."
        : `${counted(item?.decisions ?? 0, "decision")} of the decision tree ${name}. Click one to see its texts.`;
    this.about.replaceChildren(this.kind === "tree" ? link(addressOf("map"), {}, "Map") : "", this.kind === "tree" ? " › " : "", written(about));
    const trees = summary.items.filter((each) => each.kind === "decision_trees");
    replace(
      this.pick,
      trees.map((each) => el("option", { value: each.name, selected: each.name === name }, each.title || each.name)),
    );
    const kinds = new Set(picture.cards.flatMap((card) => card.headings.map((heading) => heading.kind)));
    const order = ["inbound_routings", "time_conditions", "decision_trees", "decisions", "chatbots", "queues", "terminates", "target_sets"];
    const waits = picture.lines.some((line) => line.waits) || picture.cards.some((card) => card.rows.some((row) => row.waits));
    replace(
      this.legend,
      order.filter((kind) => kinds.has(kind)).map((kind) => el("span", { class: `key kind-${kind}` }, sign(kind), wordOf(kind))),
      waits && el("span", { class: "key" }, el("span", { class: "dashes" }), "after a message of the customer"),
      this.isCovering && this.coverage !== null && coverageKey(this.coverage),
    );
  }

  async toggleCoverage() {
    this.isCovering = !this.isCovering;
    this.coverButton.setAttribute("aria-pressed", String(this.isCovering));
    try {
      this.coverage = this.isCovering ? await get("/api/coverage") : null;
    } catch (error) {
      this.about.textContent = error instanceof Error ? error.message : String(error);
    }
    this.board.cover(this.coverage);
    this.legend.querySelector(".cover-key")?.remove();
    if (this.coverage !== null) {
      this.legend.append(coverageKey(this.coverage));
    }
    this.showList();
  }

  toggleList() {
    this.isList = !this.isList;
    this.showList();
  }

  showList() {
    this.listButton.setAttribute("aria-pressed", String(this.isList));
    this.root.classList.toggle("is-list", this.isList);
    this.zoomTools.hidden = this.isList;
    if (this.isList && this.picture !== null) {
      replace(this.list, outlineElement(this.picture, this.board.look));
      if (this.selected !== this.listed) {
        this.list.querySelector("[aria-current]")?.scrollIntoView({ block: "start" });
      }
      this.listed = this.selected;
    } else {
      this.list.replaceChildren();
      this.board.draw();
    }
  }

  lightPath() {
    this.board.light(chatPath);
    const last = [...chatPath.keys()].findLast((pointer) => this.board.has(pointer));
    if (last !== undefined && this.root.isConnected && !this.root.hidden) {
      this.board.bring(last);
    }
    if (this.isList) {
      this.showList();
      [...this.list.querySelectorAll(".on-path")].at(-1)?.scrollIntoView({ block: "center" });
    }
  }

  zoomed() {
    this.zoomShown.textContent = `${Math.round(this.board.port.zoom * 100)} %`;
  }
}

/** @param {Coverage} coverage */
function coverageKey(coverage) {
  return el(
    "span",
    { class: "cover-key" },
    el("span", { class: "key" }, el("span", { class: "swatch covered" }), `2×: reached by 2 scenarios (${coverage.covered} of ${coverage.total} are reached)`),
    el("span", { class: "key" }, el("span", { class: "swatch uncovered" }), "0×: not tested"),
    el("span", { class: "key" }, coverage.problem ? written(coverage.problem) : `${counted(coverage.scenarios, "scenario")} in all`),
  );
}
