// @ts-check
// Of many elements only those in view are in the page.

/**
 * Adds what has come into view, in its order, and removes what has left it, except what has the focus.
 * @template {HTMLElement | SVGElement} E
 * @param {Map<number, E>} shown what is there, by number
 * @param {number[]} numbers what is to be there, in order
 * @param {Element} parent
 * @param {(number: number) => E} made
 */
export function keepShown(shown, numbers, parent, made) {
  const wanted = new Set(numbers);
  for (const [number, element] of shown) {
    if (!wanted.has(number) && !element.contains(document.activeElement)) {
      element.remove();
      shown.delete(number);
    }
  }
  const before = [...shown.keys()].sort((one, other) => one - other);
  for (const number of numbers) {
    if (!shown.has(number)) {
      const next = before.find((other) => other > number);
      const element = made(number);
      parent.insertBefore(element, next === undefined ? null : (shown.get(next) ?? null));
      shown.set(number, element);
    }
  }
}
