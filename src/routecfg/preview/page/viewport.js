// @ts-check
// The window onto a picture: it is scrolled as anything else, and zoomed. Positions of the picture are in its own pixels.
/** @import { Area } from "./grid.js" */
import { el } from "./dom.js";
import { dragged, pinched } from "./gestures.js";

/** Around the picture. */
export const MARGIN = 40;
const SMALLEST = 0.02;
const LARGEST = 2;
/** The width of a page of paper, and how small a picture gets on it. */
const PAPER = 1000;
const SMALLEST_ON_PAPER = 0.3;

export class Viewport {
  /**
   * @param {HTMLElement} world what is moved and zoomed
   * @param {{draw: () => void, began: () => void, zoomed: () => void}} on
   * @param {number} readable to begin with it is not smaller
   */
  constructor(world, on, readable) {
    this.readable = readable;
    this.world = world;
    this.on = on;
    this.zoom = 1;
    this.width = 0;
    this.height = 0;
    this.frame = 0;
    this.hasBegun = false;
    /** The size on the screen, while all of it is drawn for paper. */
    this.zoomBefore = 0;
    this.size = el("div", { class: "size" }, world);
    this.view = el("div", { class: "board", role: "group", tabindex: 0, "data-scrolls": true }, this.size);
    this.view.addEventListener("scroll", () => this.later(), { passive: true });
    this.view.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.resized()).observe(this.view);
    addEventListener("beforeprint", () => this.printed(true));
    addEventListener("afterprint", () => this.printed(false));
    dragged(this.view);
    pinched(this.view, (factor, x, y) => this.zoomAt(this.zoom * factor, x, y));
  }

  /**
   * A picture of this size comes.
   * @param {number} width
   * @param {number} height
   * @param {boolean} isSame whether it stays where it is
   */
  hold(width, height, isSame) {
    this.width = width;
    this.height = height;
    this.hasBegun &&= isSame;
    this.resize();
    this.resized();
  }

  get isSeen() {
    return this.view.clientWidth > 0 && this.width > 0;
  }

  /** All of it at once. */
  fit() {
    this.zoomTo(Math.min(1, this.fitting()));
    this.view.scrollTo({ left: 0, top: 0, behavior: "instant" });
  }

  fitting() {
    const wide = this.view.clientWidth / (this.width + 2 * MARGIN);
    return Math.min(wide, this.view.clientHeight / (this.height + 2 * MARGIN));
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
    const at = this.pointAt(x, y);
    const box = this.view.getBoundingClientRect();
    this.zoom = Math.min(LARGEST, Math.max(SMALLEST, zoom));
    this.resize();
    const left = (at.x + MARGIN) * this.zoom - (x - box.left);
    const top = (at.y + MARGIN) * this.zoom - (y - box.top);
    this.view.scrollTo({ left, top, behavior: "instant" });
    this.on.draw();
    this.on.zoomed();
  }

  /**
   * What is at a point of the screen, in the picture.
   * @param {number} x
   * @param {number} y
   */
  pointAt(x, y) {
    const box = this.view.getBoundingClientRect();
    return {
      x: (this.view.scrollLeft + x - box.left) / this.zoom - MARGIN,
      y: (this.view.scrollTop + y - box.top) / this.zoom - MARGIN,
    };
  }

  /**
   * Brings a part of the picture into view, if it is not there.
   * @param {Area} area
   */
  bring(area) {
    const left = (area.left + MARGIN) * this.zoom;
    const top = (area.top + MARGIN) * this.zoom;
    const width = (area.right - area.left) * this.zoom;
    const height = (area.bottom - area.top) * this.zoom;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.view;
    const isWithin = left >= scrollLeft && left + width <= scrollLeft + clientWidth;
    if (!isWithin || top < scrollTop || top + height > scrollTop + clientHeight) {
      const aside = Math.max(24, (clientWidth - width) / 2);
      this.view.scrollTo({ left: left - aside, top: top - clientHeight / 3, behavior: "instant" });
      this.on.draw();
    }
  }

  /**
   * The part of the picture that is in view.
   * @param {number} around
   * @returns {Area}
   */
  seen(around) {
    if (this.zoomBefore > 0) {
      return { left: 0, top: 0, right: this.width, bottom: this.height };
    }
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.view;
    return {
      left: scrollLeft / this.zoom - MARGIN - around,
      top: scrollTop / this.zoom - MARGIN - around,
      right: (scrollLeft + clientWidth) / this.zoom - MARGIN + around,
      bottom: (scrollTop + clientHeight) / this.zoom - MARGIN + around,
    };
  }

  resize() {
    this.size.style.width = `${(this.width + 2 * MARGIN) * this.zoom}px`;
    this.size.style.height = `${(this.height + 2 * MARGIN) * this.zoom}px`;
    this.world.style.transform = `scale(${this.zoom}) translate(${MARGIN}px, ${MARGIN}px)`;
  }

  resized() {
    if (!this.isSeen) {
      return;
    }
    if (!this.hasBegun) {
      this.hasBegun = true;
      this.zoomTo(Math.min(1, Math.max(this.readable, this.fitting())));
      this.view.scrollTo({ left: 0, top: 0, behavior: "instant" });
      this.on.began();
    }
    this.on.draw();
  }

  /** Draws with the next frame. */
  later() {
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.on.draw();
      });
    }
  }

  /** @param {boolean} isPrinting */
  printed(isPrinting) {
    if (!this.isSeen) {
      return;
    }
    if (isPrinting) {
      this.zoomBefore = this.zoom;
      this.zoom = Math.max(SMALLEST_ON_PAPER, Math.min(1, PAPER / (this.width + 2 * MARGIN)));
    } else if (this.zoomBefore > 0) {
      this.zoom = this.zoomBefore;
      this.zoomBefore = 0;
    }
    this.resize();
    this.on.draw();
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
