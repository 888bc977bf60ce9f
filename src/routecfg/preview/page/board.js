// @ts-check
// A picture that can be moved and zoomed. Only what is in view is made; far away it is painted as plain shapes.
/** @import { CardRow, Coverage, Picture } from "./types" */
/** @import { Look } from "./cards.js" */
import { cardElement, curveElements, lineElement } from "./cards.js";
import { el, svg } from "./dom.js";
import { Grid } from "./grid.js";
import { painted } from "./overview_painting.js";
import { keepShown } from "./shown.js";
import { MARGIN, Viewport } from "./viewport.js";

/** Around what is in view, so that it is there before it is seen. */
const AROUND = 300;
/** Below this size nothing can be read: cards are painted, not made. */
const PAINTED_BELOW = 0.3;
/** Of a high card, so much is brought into view. */
const HIGHEST = 200;

export class Board {
  /**
   * @param {{href: (pointer: string) => string, open: (pointer: string) => void}} on
   * @param {number} [readable] to begin with it is not smaller
   */
  constructor(on, readable = 0.7) {
    /** @type {Look} */
    this.look = {
      href: on.href,
      selected: "",
      path: new Map(),
      coverage: null,
      pointAt: (row, card) => this.pointAt(row, card),
      pointAway: () => this.curves.replaceChildren(),
    };
    this.open = on.open;
    /** @type {Picture} */
    this.picture = { version: 0, title: "", width: 0, height: 0, cards: [], lines: [] };
    this.grid = new Grid([]);
    this.lineGrid = new Grid([]);
    /** Where each pointer is. @type {Map<string, {card: number, top: number}>} */
    this.places = new Map();
    /** @type {Map<number, HTMLElement>} */
    this.cards = new Map();
    /** @type {Map<number, SVGElement>} */
    this.ways = new Map();
    this.lines = svg("g");
    this.curves = svg("g");
    this.world = el("div", { class: "world" });
    this.world.append(svg("svg", { class: "lines", "aria-hidden": "true" }, this.lines, this.curves));
    this.canvas = el("canvas", { class: "far", "aria-hidden": "true", hidden: true });
    this.port = new Viewport(this.world, {
      draw: () => this.draw(),
      began: () => this.bring(this.look.selected),
      zoomed: () => this.root.dispatchEvent(new CustomEvent("zoomed")),
    }, readable);
    this.root = el("div", { class: "board-frame" }, this.port.view, this.canvas);
    this.port.view.addEventListener("click", (event) => this.clicked(event));
  }

  /**
   * Another picture, or the same one after a change: then it stays where it is.
   * @param {Picture} picture
   * @param {boolean} isSame
   */
  show(picture, isSame) {
    this.picture = picture;
    this.grid = new Grid(
      picture.cards.map(({ left, top, width, height }) => ({ left, top, right: left + width, bottom: top + height })),
    );
    this.lineGrid = new Grid(
      picture.lines.map((line) => ({ left: line.x, top: line.y, right: line.to_x, bottom: line.to_y })),
    );
    this.places = new Map(
      picture.cards.flatMap((card, number) =>
        card.headings.map((heading) => /** @type {const} */ ([heading.pointer, { card: number, top: heading.top }])),
      ),
    );
    this.port.view.setAttribute("aria-label", `Picture: ${picture.title}`);
    this.redraw();
    this.port.hold(picture.width, picture.height, isSame);
  }

  /** What is drawn is made anew: the picture, the path, or the coverage has changed. */
  redraw() {
    const focused = this.world.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-at")
      : null;
    this.cards.forEach((card) => card.remove());
    this.cards.clear();
    this.ways.clear();
    this.lines.replaceChildren();
    this.curves.replaceChildren();
    this.draw();
    if (focused) {
      const again = this.world.querySelector(`[data-at="${CSS.escape(focused)}"]`);
      if (again instanceof HTMLElement) {
        again.focus({ preventScroll: true });
      }
    }
  }

  /** @param {string} pointer */
  has(pointer) {
    return this.places.has(pointer);
  }

  /**
   * @param {string} pointer
   * @param {boolean} isMoved whether to bring it into view
   */
  select(pointer, isMoved) {
    if (this.look.selected !== pointer) {
      this.look.selected = pointer;
      for (const heading of this.world.querySelectorAll(".heading")) {
        const isCurrent = pointer !== "" && heading.getAttribute("data-at") === pointer;
        isCurrent ? heading.setAttribute("aria-current", "true") : heading.removeAttribute("aria-current");
      }
      this.port.later();
    }
    if (isMoved) {
      this.bring(pointer);
    }
  }

  /** @param {string} pointer */
  bring(pointer) {
    const place = this.places.get(pointer);
    const card = place && this.picture.cards[place.card];
    if (!place || !card || !this.port.isSeen) {
      return;
    }
    if (this.port.zoom < PAINTED_BELOW) {
      this.port.zoomTo(1);
    }
    const top = card.top + place.top;
    const bottom = top + Math.min(card.height - place.top, HIGHEST);
    this.port.bring({ left: card.left, top, right: card.left + card.width, bottom });
  }

  /** @param {Coverage | null} coverage */
  cover(coverage) {
    if (this.look.coverage !== coverage) {
      this.look.coverage = coverage;
      this.redraw();
    }
  }

  /** @param {Map<string, number>} path */
  light(path) {
    this.look.path = path;
    this.redraw();
  }

  draw() {
    if (!this.port.isSeen) {
      return;
    }
    const isFar = this.port.zoom < PAINTED_BELOW;
    this.canvas.hidden = !isFar;
    this.root.classList.toggle("is-far", isFar);
    const seen = this.port.seen(isFar ? 0 : AROUND);
    if (isFar) {
      painted(this.canvas, this.port.view, this.picture, this.look, this.grid, seen, this.port.zoom, MARGIN);
    }
    const { cards, lines } = this.picture;
    keepShown(this.cards, isFar ? [] : this.grid.within(seen), this.world, (number) => {
      return cardElement(/** @type {Picture["cards"][0]} */ (cards[number]), number, this.look);
    });
    keepShown(this.ways, isFar ? [] : this.lineGrid.within(seen), this.lines, (number) => {
      return lineElement(/** @type {Picture["lines"][0]} */ (lines[number]));
    });
  }

  /**
   * Draws the way of a chip, if it leads to something in this picture.
   * @param {CardRow} row
   * @param {number} from
   */
  pointAt(row, from) {
    const place = this.places.get(row.to);
    const card = this.picture.cards[from];
    const target = place && this.picture.cards[place.card];
    if (card && place && target) {
      this.curves.replaceChildren(...curveElements(card, row, target, place.top));
    }
  }

  /** From far away there are no links: what was painted is opened. @param {MouseEvent} event */
  clicked(event) {
    if (this.port.zoom >= PAINTED_BELOW) {
      return;
    }
    const { x, y } = this.port.pointAt(event.clientX, event.clientY);
    const [found] = this.grid.within({ left: x, top: y, right: x, bottom: y });
    const pointer = found === undefined ? undefined : this.picture.cards[found]?.headings[0]?.pointer;
    if (pointer) {
      this.open(pointer);
    }
  }
}
