// @ts-check
// Seven days as a table: a row a day, with a band for each destination.
/** @import { Band, Share, Week, WeekDay } from "./types" */
import { addressOfPointer } from "./addresses.js";
import { dayName, hoursOf, longDayName, timeOf } from "./clocks.js";
import { namedLink } from "./details.js";
import { el, link, written } from "./dom.js";

const DAY = 1440;

/** What a destination is marked with beside its colour. @param {number} colour */
export function letterOf(colour) {
  return colour < 26 ? String.fromCharCode(65 + colour) : String(colour + 1);
}

/** @param {Week} week */
export function weekTable(week) {
  const hours = [0, 3, 6, 9, 12, 15, 18, 21, 24];
  return el(
    "table",
    { class: "week", role: "table" }, // said again: on a narrow screen the rows are laid out as blocks
    el("caption", { class: "unseen" }, `Where chats to ${week.title || week.number} go, by day and time`),
    el(
      "thead",
      { role: "rowgroup" },
      el(
        "tr",
        { role: "row" },
        el("th", { scope: "col", role: "columnheader" }, el("span", { class: "unseen" }, "Day")),
        el(
          "th",
          { scope: "col", role: "columnheader" },
          el("span", { class: "unseen" }, `From midnight to midnight, by the clock in ${week.zone}`),
          el("div", { class: "hours", "aria-hidden": "true" }, hours.map((hour) => placed(el("span", {}, String(hour)), hour * 60))),
        ),
      ),
    ),
    el("tbody", { role: "rowgroup" }, week.days.map(dayRow)),
  );
}

/** @param {WeekDay} day */
function dayRow(day) {
  return el(
    "tr",
    { class: `${day.today ? "is-today" : ""} ${day.notes.length > 0 ? "is-special" : ""}`, role: "row" },
    el(
      "th",
      { scope: "row", role: "rowheader" },
      el("time", { datetime: day.day, title: longDayName(day.day) }, dayName(day.day)),
      day.today && el("span", { class: "today" }, "today"),
      ...day.notes.map((note) => el("span", { class: "note" }, written(note))),
    ),
    el("td", { role: "cell" }, el("ol", { class: "bands" }, day.bands.map(bandItem))),
  );
}

/** @param {Band} band */
function bandItem(band) {
  const words = `${timeOf(band.start)}–${timeOf(band.end)}`;
  const title = band.to.title || band.to.name;
  const spoken = `${words} ${title}${band.open ? "" : " (closed)"}`;
  const item = el(
    "li",
    {},
    link(
      band.to.pointer ? addressOfPointer(band.to.pointer) : "",
      { class: bandClass(band, band.colour), title: spoken },
      el("span", { class: "band-letter", "aria-hidden": "true" }, letterOf(band.colour)),
      el("span", { class: "band-words" }, written(title)),
      el("span", { class: "band-time" }, words),
      !band.open && el("span", { class: "unseen" }, " (closed)"),
    ),
  );
  item.style.left = `${(band.start / DAY) * 100}%`;
  item.style.width = `${((band.end - band.start) / DAY) * 100}%`;
  return item;
}

/**
 * @param {{to: {kind: string}, open: boolean}} to
 * @param {number} colour
 */
function bandClass(to, colour) {
  return `band kind-${to.to.kind} shade-${colour % 4} ${to.open ? "is-open" : "is-closed"}`;
}

/** @param {readonly Share[]} shares */
export function destinationsElement(shares) {
  return el(
    "ul",
    { class: "destinations" },
    shares.map((share, index) =>
      el(
        "li",
        {},
        el("span", { class: `${bandClass(share, index)} swatch`, "aria-hidden": "true" }, letterOf(index)),
        namedLink(share.to),
        el("span", { class: "share" }, shares.length === 1 ? "at any time" : `${hoursOf(share.minutes)}${share.open ? "" : ", closed"}${share.errors ? ", has errors" : ""}`),
      ),
    ),
  );
}

/**
 * A week as seven small bars; the words are in the table of the week.
 * @param {Week} week
 */
export function smallWeek(week) {
  const bars = week.days.map((day) => {
    const bar = el("span", { class: `small-day${day.today ? " is-today" : ""}` });
    bar.append(
      ...day.bands.map((band) => {
        const part = el("span", { class: bandClass(band, band.colour), title: `${timeOf(band.start)}–${timeOf(band.end)} ${band.to.title || band.to.name}` });
        part.style.left = `${(band.start / DAY) * 100}%`;
        part.style.width = `${((band.end - band.start) / DAY) * 100}%`;
        return part;
      }),
    );
    return el("span", { class: "small-row" }, el("span", { class: "small-name" }, dayName(day.day).slice(0, 3)), bar);
  });
  return el(
    "div",
    { class: "small-week" },
    el("div", { "aria-hidden": "true" }, bars),
    destinationsElement(week.destinations),
  );
}

/**
 * @param {HTMLElement} element
 * @param {number} minutes
 */
function placed(element, minutes) {
  element.style.left = `${(minutes / DAY) * 100}%`;
  return element;
}
