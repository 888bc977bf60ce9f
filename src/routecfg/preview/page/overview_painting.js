// @ts-check
// A picture from far away: thousands of cards at once, too small to read, painted as shapes.
/** @import { Picture } from "./types" */
/** @import { Look } from "./cards.js" */
/** @import { Area, Grid } from "./grid.js" */

/** @type {Map<string, string>} */
const colours = new Map();

/** The colours are asked for again: it has become dark, or light. */
export function forgetColours() {
  colours.clear();
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} view
 * @param {Picture} picture
 * @param {Look} look
 * @param {Grid} grid
 * @param {Area} seen
 * @param {number} zoom
 * @param {number} margin
 */
export function painted(canvas, view, picture, look, grid, seen, zoom, margin) {
  const dense = devicePixelRatio;
  const [width, height] = [view.clientWidth, view.clientHeight];
  if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) {
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const brush = canvas.getContext("2d");
  if (brush === null) {
    return;
  }
  brush.setTransform(dense, 0, 0, dense, 0, 0);
  brush.clearRect(0, 0, width, height);
  const scale = zoom * dense;
  brush.setTransform(scale, 0, 0, scale, (margin * zoom - view.scrollLeft) * dense, (margin * zoom - view.scrollTop) * dense);
  brush.lineWidth = 1 / zoom;
  brush.strokeStyle = colour("--line");
  brush.beginPath();
  for (const line of picture.lines) {
    const isApart = line.x > seen.right || line.to_x < seen.left || line.y > seen.bottom || line.to_y < seen.top;
    if (!isApart) {
      brush.moveTo(line.x, line.y);
      brush.lineTo(line.bend, line.y);
      brush.lineTo(line.bend, line.to_y);
      brush.lineTo(line.to_x, line.to_y);
    }
  }
  brush.stroke();
  for (const number of grid.within(seen)) {
    const card = /** @type {Picture["cards"][0]} */ (picture.cards[number]);
    brush.fillStyle = colour("--card");
    brush.fillRect(card.left, card.top, card.width, card.height);
    for (const heading of card.headings) {
      const isUntested = look.coverage !== null && (look.coverage.visits[heading.pointer] ?? 0) === 0;
      brush.globalAlpha = isUntested ? 0.15 : 0.65;
      brush.fillStyle = colour(`--kind-${heading.kind}`);
      brush.fillRect(card.left, card.top + heading.top, card.width, heading.height);
      brush.globalAlpha = 1;
      const isMarked = heading.pointer !== "" && (heading.pointer === look.selected || look.path.has(heading.pointer));
      if (isMarked || heading.severity) {
        brush.strokeStyle = colour(isMarked ? "--accent" : `--${heading.severity}`);
        brush.lineWidth = 2 / zoom;
        brush.strokeRect(card.left, card.top, card.width, card.height);
      }
    }
  }
}

/** @param {string} name */
function colour(name) {
  let found = colours.get(name);
  if (found === undefined) {
    // A custom property says `light-dark(...)`; as the colour of something, it is one of the two.
    const probe = document.createElement("span");
    probe.style.color = `var(${name}, #888)`;
    document.body.append(probe);
    found = getComputedStyle(probe).color;
    probe.remove();
    colours.set(name, found);
  }
  return found;
}
