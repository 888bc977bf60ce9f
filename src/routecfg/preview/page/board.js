// @ts-check
// A picture that can be moved and zoomed. Only what is in view is made; far away it is painted as plain shapes.
/** @import { CardRow, Coverage, Picture } from "./types" */
/** @import { Look } from "./cards.js" */
/** @import { Area } from "./grid.js" */
import { el, svg } from "./dom.js";
import { cardElement, curveElement, lineElement } from "./cards.js";
import { Grid } from "./grid.js";
import { dragged, pinched } from "./gestures.js";
import { painted } from "./overview_painting.js";

const MARGIN = 40;
/** Around what is in view, so that it is there before it is seen. */
const AROUND = 300;
const SMALLEST = 0.02;
const LARGEST = 2;
/** Below this size nothing can be read: cards are painted, not made. */
const PAINTED_BELOW = 0.3;

export class Board {
  /** @param {{href: (pointer: string) => string, open: (pointer: string) => void}} on */
  constructor(on) {
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
    this.zoom = 1;
    this.lines = svg("g");
    this.curves = svg("g");
    this.world = el("div", { class: "world" });
    this.world.append(svg("svg", { class: "lines", "aria-hidden": "true" }, this.lines, this.curves));
    this.size = el("div", { class: "size" }, this.world);
    this.canvas = el("canvas", { class: "far", "aria-hidden": "true", hidden: true });
    this.view = el("div", { class: "board", role: "group", tabindex: 0, "data-scrolls": true }, this.size);
    this.root = el("div", { class: "board-frame" }, this.view, this.canvas);
    /** @type {Map<number, HTMLElement>} */
    this.cards = new Map();
    /** @type {Map<number, SVGElement>} */
    this.ways = new Map();
    this.frame = 0;
    this.view.addEventListener("scroll", () => this.later(), { passive: true });
    new ResizeObserver(() => this.resized()).observe(this.view);
    dragged(this.view);
    pinched(this.view, (factor, x, y) => this.zoomAt(this.zoom * factor, x, y));
    this.view.addEventListener("keydown", (event) => this.key(event));
    this.view.addEventListener("click", (event) => this.clicked(event));
    this.isFitted = false;
  }

  /**
   * Another picture, or the same one after a change: then it stays where it is.
   * @param {Picture} picture
   * @param {boolean} isSame
   */
  show(picture, isSame) {
    this.picture = picture;
    this.grid = new Grid(
      picture.cards.map((card) => ({
        left: card.left,
        top: card.top,
        right: card.left + card.width,
        bottom: card.top + card.height,
      })),
    );
    this.lineGrid = new Grid(
      picture.lines.map((line) => ({ left: line.x, top: line.y, right: line.to_x, bottom: line.to_y })),
    );
    /** @type {Map<string, {card: number, top: number}>} */
    this.places = new Map();
    picture.cards.forEach((card, number) => {
      for (const heading of card.headings) {
        this.places?.set(heading.pointer, { card: number, top: heading.top });
      }
    });
    this.view.setAttribute("aria-label", `Picture: ${picture.title}`);
    this.redraw();
    this.resize();
    if (!isSame) {
      this.isFitted = false;
      this.resized();
    }
  }

  /** What is drawn is made anew: the selection, the path, or the coverage has changed. */
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
    return this.places?.has(pointer) ?? false;
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
      this.later();
    }
    if (isMoved) {
      this.bring(pointer);
    }
  }

  /** @param {string} pointer */
  bring(pointer) {
    const place = this.places?.get(pointer);
    const card = place && this.picture.cards[place.card];
    if (!place || !card || this.view.clientWidth === 0) {
      return;
    }
    if (this.zoom < PAINTED_BELOW * 2) {
      this.zoomTo(1);
    }
    const [left, top] = [(card.left + MARGIN) * this.zoom, (card.top + place.top + MARGIN) * this.zoom];
    const [right, bottom] = [left + card.width * this.zoom, top + Math.min(card.height, 200) * this.zoom];
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.view;
    const isSeen =
      left >= scrollLeft && top >= scrollTop && right <= scrollLeft + clientWidth && bottom <= scrollTop + clientHeight;
    if (!isSeen) {
      this.view.scrollTo({
        left: left - Math.max(24, (clientWidth - card.width * this.zoom) / 2),
        top: top - clientHeight / 3,
        behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "auto",
      });
      this.draw();
    }
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

  /** All of it at once; or as much as can still be recognized. */
  fit() {
    const wide = this.view.clientWidth / (this.picture.width + 2 * MARGIN);
    const high = this.view.clientHeight / (this.picture.height + 2 * MARGIN);
    this.zoomTo(Math.min(1, wide, high));
    this.view.scrollTo({ left: 0, top: 0, behavior: "instant" });
  }

  /** @param {number} zoom */
  zoomTo(zoom) {
    const box = this.view.getBoundingClientRect();
    this.zoomAt(zoom, box.left + box.width / 2, box.top + box.height / 2);
  }

  /**
   * The point of the picture that is there on the screen stays there.
   * @param {number} zoom
   * @param {number} x
   * @param {number} y
   */
  zoomAt(zoom, x, y) {
    const box = this.view.getBoundingClientRect();
    const before = this.zoom;
    const [dx, dy] = [x - box.left, y - box.top];
    const [px, py] = [(this.view.scrollLeft + dx) / before, (this.view.scrollTop + dy) / before];
    this.zoom = Math.min(LARGEST, Math.max(SMALLEST, zoom));
    this.resize();
    this.view.scrollTo({ left: px * this.zoom - dx, top: py * this.zoom - dy, behavior: "instant" });
    this.draw();
    this.root.dispatchEvent(new CustomEvent("zoomed"));
  }

  resize() {
    this.size.style.width = `${(this.picture.width + 2 * MARGIN) * this.zoom}px`;
    this.size.style.height = `${(this.picture.height + 2 * MARGIN) * this.zoom}px`;
    this.world.style.transform = `scale(${this.zoom}) translate(${MARGIN}px, ${MARGIN}px)`;
  }

  resized() {
    if (this.view.clientWidth === 0 || this.picture.width === 0) {
      return;
    }
    if (!this.isFitted) {
      this.isFitted = true;
      const wide = this.view.clientWidth / (this.picture.width + 2 * MARGIN);
      const high = this.view.clientHeight / (this.picture.height + 2 * MARGIN);
      this.zoomTo(Math.min(1, Math.max(0.7, Math.min(wide, high))));
      this.view.scrollTo({ left: 0, top: 0, behavior: "instant" });
      if (this.look.selected) {
        this.bring(this.look.selected);
      }
    }
    this.draw();
  }

  later() {
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => this.draw());
    }
  }

  draw() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (this.grid === undefined || this.lineGrid === undefined || this.view.clientWidth === 0) {
      return;
    }
    const isFar = this.zoom < PAINTED_BELOW;
    this.canvas.hidden = !isFar;
    this.root.classList.toggle("is-far", isFar);
    if (isFar) {
      this.keep(this.cards, [], this.world, () => el("div"));
      this.keep(this.ways, [], this.lines, () => svg("g"));
      painted(this.canvas, this.view, this.picture, this.look, this.grid, this.seen(0), this.zoom, MARGIN);
      return;
    }
    const seen = this.seen(AROUND);
    const { cards, lines } = this.picture;
    this.keep(this.cards, this.grid.within(seen), this.world, (number) => {
      return cardElement(/** @type {Picture["cards"][0]} */ (cards[number]), number, this.look);
    });
    this.keep(this.ways, this.lineGrid.within(seen), this.lines, (number) => {
      return lineElement(/** @type {Picture["lines"][0]} */ (lines[number]));
    });
  }

  /**
   * Adds what has come into view, in its order, and removes what has left it, except what has the focus.
   * @template {HTMLElement | SVGElement} E
   * @param {Map<number, E>} shown
   * @param {number[]} numbers
   * @param {Element} parent
   * @param {(number: number) => E} made
   */
  keep(shown, numbers, parent, made) {
    const wanted = new Set(numbers);
    for (const [number, element] of shown) {
      if (!wanted.has(number) && !element.contains(document.activeElement)) {
        element.remove();
        shown.delete(number);
      }
    }
    let after = [...shown.keys()].sort((one, other) => one - other);
    for (const number of numbers) {
      if (!shown.has(number)) {
        const next = after.find((other) => other > number);
        const element = made(number);
        parent.insertBefore(element, next === undefined ? null : (shown.get(next) ?? null));
        shown.set(number, element);
      }
    }
  }

  /**
   * The part of the picture that is in view.
   * @param {number} around
   * @returns {Area}
   */
  seen(around) {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.view;
    return {
      left: scrollLeft / this.zoom - MARGIN - around,
      top: scrollTop / this.zoom - MARGIN - around,
      right: (scrollLeft + clientWidth) / this.zoom - MARGIN + around,
      bottom: (scrollTop + clientHeight) / this.zoom - MARGIN + around,
    };
  }

  /**
   * @param {CardRow} row
   * @param {number} from
   */
  pointAt(row, from) {
    const place = this.places?.get(row.to);
    const card = this.picture.cards[from];
    const target = place && this.picture.cards[place.card];
    if (!card || !place || !target) {
      return;
    }
    const start = { x: card.left + card.width - 12, y: card.top + row.middle };
    const end = { x: target.left, y: target.top + place.top + 24 };
    this.curves.replaceChildren(
      curveElement(start, end),
      svg("rect", {
        class: "pointed",
        x: target.left - 3,
        y: target.top - 3,
        width: target.width + 6,
        height: target.height + 6,
        rx: 11,
      }),
    );
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    if (this.zoom >= PAINTED_BELOW || this.grid === undefined) {
      return;
    }
    const box = this.view.getBoundingClientRect();
    const x = (this.view.scrollLeft + event.clientX - box.left) / this.zoom - MARGIN;
    const y = (this.view.scrollTop + event.clientY - box.top) / this.zoom - MARGIN;
    const [found] = this.grid.within({ left: x, top: y, right: x, bottom: y });
    const pointer = found === undefined ? undefined : this.picture.cards[found]?.headings[0]?.pointer;
    if (pointer) {
      this.open(pointer);
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    /** @type {Record<string, () => void>} */
    const keys = {
      "+": () => this.zoomTo(this.zoom * 1.25),
      "=": () => this.zoomTo(this.zoom * 1.25),
      "-": () => this.zoomTo(this.zoom / 1.25),
      0: () => this.zoomTo(1),
      f: () => this.fit(),
    };
    const action = keys[event.key];
    if (action !== undefined) {
      event.preventDefault();
      action();
    }
  }
}
