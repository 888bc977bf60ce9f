// @ts-check
// The first screen: what this project is, where each number leads now and this week, and what there is to look at.
/** @import { Band, Number as InboundNumber, Summary, Week } from "./types" */
import { addressOf } from "./addresses.js";
import { get, isExported } from "./answers.js";
import { mondayOf, nowIn, timeOf } from "./clocks.js";
import { namedLink, nameOfLanguage } from "./details.js";
import { el, link, replace, written } from "./dom.js";
import { foundCounts, foundElement, noNumberWords } from "./findings.js";
import { counted, headingOf, icon } from "./signs.js";
import { smallWeek } from "./week_table.js";

const SHOWN = 5;
/** So many numbers are shown with their week; of others there are links. */
const MOST_NUMBERS = 12;

export class OverviewView {
  constructor() {
    this.title = el("h1", { tabindex: -1 });
    this.body = el("div");
    /** @type {(Week | null)[]} */
    this.weeks = [];
    /** @type {Summary | null} */
    this.summary = null;
    this.root = el("section", { class: "page-view overview" }, this.title, this.body);
  }

  /**
   * @param {unknown} _
   * @param {Summary} summary
   */
  async show(_, summary) {
    this.title.replaceChildren(written(summary.title || "This project"));
    const monday = mondayOf(summary.today);
    this.fill(summary, this.weeks);
    const asked = summary.numbers.slice(0, MOST_NUMBERS).map((number) => get(weekPath(number.name, monday)).catch(() => null));
    void Promise.all(asked).then((weeks) => {
      this.weeks = weeks;
      if (summary === this.summary) {
        this.fill(summary, weeks);
      }
    });
    return "Overview";
  }

  /**
   * @param {Summary} summary
   * @param {(Week | null)[]} weeks those that are known by now
   */
  fill(summary, weeks) {
    this.summary = summary;
    const canShow = summary.problem === "";
    replace(
      this.body,
      canShow && el("p", { class: "lead" }, sizeWords(summary)),
      canShow && el(
        "div",
        { class: "doors" },
        door("map", "Where do chats go?", "The map, from each number to where chats end", addressOf("map")),
        door("week", "Opening hours this week", "Who gets a chat, at which hour", addressOf("week")),
        door("chat", ...chatWords(), addressOf("overview", [], { chat: summary.numbers[0]?.name ?? "" })),
        door("changes", "What changes for customers", "The sandbox beside production", addressOf("changes")),
      ),
      canShow && el("h2", {}, "Numbers"),
      canShow && summary.numbers.length === 0 && el("p", { class: "none" }, noNumberWords(summary)),
      el("div", { class: "numbers" }, summary.numbers.map((number, index) => numberElement(number, weeks[index] ?? null, summary))),
      el("h2", {}, "Findings"),
      summary.found.length === 0
        ? el("p", { class: "all-well" }, summary.problem === "" ? "No findings." : "The project could not be checked: see the message above.")
        : [
            el("p", { class: "counts" }, foundCounts(summary.found)),
            el("ul", { class: "found-list" }, summary.found.slice(0, SHOWN).map((each) => foundElement(each, true))),
            summary.found.length > SHOWN && el("p", {}, link(addressOf("findings"), {}, `All ${summary.found.length} findings`)),
          ],
    );
  }
}

/**
 * @param {string} number
 * @param {string} monday
 */
export function weekPath(number, monday) {
  return `/api/week?number=${encodeURIComponent(number)}&from=${monday}`;
}

/** @returns {[string, string]} */
function chatWords() {
  return isExported()
    ? ["Recorded chats", "What customers read, step by step"]
    : ["Try a chat", "Write to a number as a customer does"];
}

/** @param {Summary} summary */
function sizeWords(summary) {
  const kinds = ["decision_trees", "queues", "chatbots", "terminates"];
  const counts = kinds
    .map((kind) => ({ kind, count: summary.items.filter((item) => item.kind === kind).length }))
    .filter((each) => each.count > 0)
    .map(({ kind, count }) => {
      const many = headingOf(kind).toLowerCase();
      return counted(count, kind === "terminates" ? "end of chats" : many.replace(/s$/, ""), many);
    });
  const decisions = summary.items.reduce((sum, item) => sum + item.decisions, 0);
  const parts = [counted(summary.numbers.length, "number"), ...counts, counted(decisions, "decision")];
  const release = summary.release === null ? "Nothing has been released yet." : `Release ${summary.release} is live.`;
  const languages = summary.languages.length > 0 ? ` Customers are written to in ${summary.languages.map(nameOfLanguage).join(", ")}.` : "";
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}. ${release}${languages}`;
}

/**
 * @param {string} name
 * @param {string} title
 * @param {string} words
 * @param {string} address
 */
function door(name, title, words, address) {
  return link(address, { class: "door" }, icon(name), el("strong", {}, title), el("span", {}, words));
}

/**
 * @param {InboundNumber} number
 * @param {Week | null} week
 * @param {Summary} summary
 */
function numberElement(number, week, summary) {
  const now = nowIn(number.zone || summary.zone || "UTC");
  const today = week?.days.find((day) => day.day === (summary.exported ? "" : now.day));
  const band = today?.bands.find((each) => each.start <= now.minutes && now.minutes < each.end);
  return el(
    "article",
    { class: "number" },
    el(
      "h3",
      {},
      link(addressOf("map", [], { at: number.pointer }), {}, written(number.title || number.name)),
    ),
    el("p", { class: "number-facts" }, number.phone && written(number.phone), number.languages.length > 0 && el("span", {}, number.languages.join(", ")), el("span", {}, number.zone)),
    week !== null && week.destinations.length === 1 ? alwaysElement(week) : band !== undefined && nowElement(band, now.minutes),
    week !== null && week.destinations.length > 1 && smallWeek(week),
    el(
      "p",
      { class: "actions" },
      link(addressOf("week", [number.name]), { class: "button" }, icon("week"), "Opening hours"),
      link(addressOf("map", [], { at: number.pointer, chat: number.name }), { class: "button" }, icon("chat"), isExported() ? "Recorded chats" : "Try a chat"),
    ),
  );
}

/** @param {Week} week */
function alwaysElement(week) {
  const [share] = week.destinations;
  return el("p", { class: "now-always" }, "Chats always go to ", share && namedLink(share.to));
}

/**
 * @param {Band} band
 * @param {number} minutes
 */
function nowElement(band, minutes) {
  const until = band.end < 1440 ? `until ${timeOf(band.end)}` : "until midnight";
  return el(
    "p",
    { class: `now ${band.open ? "is-open" : "is-closed"}` },
    el("strong", {}, band.open ? "Open now" : "Closed now"),
    ` at ${timeOf(minutes)}: chats go to `,
    namedLink(band.to),
    ` ${until}`,
  );
}
