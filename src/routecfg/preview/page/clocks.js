// @ts-check
// Days and times of the clock on the wall, without time zones: `2026-12-24`, minutes of a day.

const DAY_NAMES = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
const LONG_NAMES = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** @param {number} minutes */
export function timeOf(minutes) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** @param {string} day */
export function dayName(day) {
  return DAY_NAMES.format(new Date(`${day}T00:00Z`));
}

/** @param {string} day */
export function longDayName(day) {
  return LONG_NAMES.format(new Date(`${day}T00:00Z`));
}

/**
 * @param {string} day
 * @param {number} days
 */
export function daysAfter(day, days) {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The Monday of a day's week. @param {string} day */
export function mondayOf(day) {
  const weekday = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
  return daysAfter(day, -weekday);
}

/** @param {string} text */
export function isDay(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`));
}

/**
 * The present day and minute in a time zone.
 * @param {string} zone
 */
export function nowIn(zone) {
  const options = /** @type {const} */ ({ timeZone: zone, dateStyle: "short", timeStyle: "short", hourCycle: "h23" });
  const text = new Intl.DateTimeFormat("sv-SE", options).format(new Date());
  const [day = "", time = ""] = text.split(" ");
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return { day, minutes: hours * 60 + minutes };
}

/** @param {number} minutes */
export function hoursOf(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
