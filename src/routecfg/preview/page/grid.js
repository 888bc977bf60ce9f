// @ts-check
// Which rectangles are in view: found by the squares of a grid that they touch.

const SQUARE = 512;

/** @typedef {{left: number, top: number, right: number, bottom: number}} Area */

export class Grid {
  /** @param {Area[]} areas */
  constructor(areas) {
    this.areas = areas;
    /** @type {Map<string, number[]>} */
    this.squares = new Map();
    areas.forEach((area, index) => {
      for (const key of keysOf(area)) {
        const square = this.squares.get(key);
        if (square === undefined) {
          this.squares.set(key, [index]);
        } else {
          square.push(index);
        }
      }
    });
  }

  /**
   * The numbers of all that touch an area, in their order.
   * @param {Area} area
   */
  within(area) {
    /** @type {Set<number>} */
    const found = new Set();
    for (const key of keysOf(area)) {
      for (const index of this.squares.get(key) ?? []) {
        const each = /** @type {Area} */ (this.areas[index]);
        const isApart =
          each.left > area.right || each.right < area.left || each.top > area.bottom || each.bottom < area.top;
        if (!isApart) {
          found.add(index);
        }
      }
    }
    return [...found].sort((one, other) => one - other);
  }
}

/** @param {Area} area */
function* keysOf(area) {
  for (let x = Math.floor(area.left / SQUARE); x <= Math.floor(area.right / SQUARE); x += 1) {
    for (let y = Math.floor(area.top / SQUARE); y <= Math.floor(area.bottom / SQUARE); y += 1) {
      yield `${x} ${y}`;
    }
  }
}
