// @ts-check
// Moving and zooming by mouse and fingers. Wheels, arrow keys and one finger scroll by themselves.

/**
 * A mouse takes hold of the background and moves it.
 * @param {HTMLElement} view
 */
export function dragged(view) {
  /** @type {{x: number, y: number, left: number, top: number} | null} */
  let held = null;
  let hasMoved = false;
  view.addEventListener("pointerdown", (event) => {
    const isMouse = event.pointerType === "mouse" && event.button <= 1;
    const isScrollbar =
      event.target === view && (event.offsetX > view.clientWidth || event.offsetY > view.clientHeight);
    if (isMouse && !isScrollbar) {
      held = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
      hasMoved = false;
    }
  });
  addEventListener("pointermove", (event) => {
    if (held === null) {
      return;
    }
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (hasMoved || Math.hypot(dx, dy) > 4) {
      hasMoved = true;
      view.classList.add("is-held");
      view.scrollTo({ left: held.left - dx, top: held.top - dy, behavior: "instant" });
    }
  });
  addEventListener("pointerup", () => {
    held = null;
    view.classList.remove("is-held");
  });
  view.addEventListener("dragstart", (event) => event.preventDefault());
  view.addEventListener(
    "click",
    (event) => {
      if (hasMoved) {
        event.preventDefault();
        event.stopPropagation();
        hasMoved = false;
      }
    },
    { capture: true },
  );
}

/**
 * Two fingers, or a wheel with Ctrl, zoom.
 * @param {HTMLElement} view
 * @param {(factor: number, x: number, y: number) => void} zoom
 */
export function pinched(view, zoom) {
  view.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
        zoom(Math.exp((-event.deltaY * lines) / 400), event.clientX, event.clientY);
      }
    },
    { passive: false },
  );
  let apart = 0;
  view.addEventListener(
    "touchmove",
    (event) => {
      const [one, other] = event.touches;
      if (one === undefined || other === undefined) {
        apart = 0;
        return;
      }
      event.preventDefault();
      const distance = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      if (apart > 0) {
        zoom(distance / apart, (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
      }
      apart = distance;
    },
    { passive: false },
  );
  view.addEventListener("touchend", () => {
    apart = 0;
  });
}
