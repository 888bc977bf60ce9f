// @ts-check
// Opening hours: where chats to a number go, for any week.
/** @import { Summary, Week } from "./types" */
/** @import { Address } from "./addresses.js" */
import { addressOf } from "./addresses.js";
import { get } from "./answers.js";
import { dayName, daysAfter, isDay, longDayName, mondayOf } from "./clocks.js";
import { button, el, replace, written } from "./dom.js";
import { noNumberWords } from "./findings.js";
import { weekPath } from "./overview.js";
import { icon } from "./signs.js";
import { destinationsElement, weekTable } from "./week_table.js";

export class WeekView {
  /** @param {(address: string) => void} go */
  constructor(go) {
    this.go = go;
    this.number = "";
    this.first = "";
    this.title = el("h1", { tabindex: -1 }, "Opening hours");
    this.about = el("p", { class: "about" });
    this.pick = el("select", { class: "pick", "aria-label": "Number", onchange: () => this.open(this.pick.value, this.first) });
    this.date = el("input", { type: "date", "aria-label": "A day of the week to show", onchange: () => this.picked() });
    const tools = el(
      "div",
      { class: "tools", role: "toolbar", "aria-label": "Which week" },
      this.pick,
      el(
        "div",
        { class: "group" },
        button("", () => this.open(this.number, daysAfter(this.first, -7)), { "aria-label": "The week before", title: "The week before" }, icon("back")),
        button("This week", () => this.open(this.number, this.today)),
        button("", () => this.open(this.number, daysAfter(this.first, 7)), { "aria-label": "The week after", title: "The week after" }, icon("next")),
      ),
      this.date,
      button("", () => print(), { "aria-label": "Print", title: "Print", class: "print-button" }, icon("print")),
    );
    const heading = el("div", { class: "view-heading" }, el("div", {}, this.title, this.about), tools);
    this.body = el("div", { class: "week-body" });
    this.root = el("section", { class: "page-view week-view" }, heading, this.body);
    this.today = "";
  }

  /**
   * @param {Address} address
   * @param {Summary} summary
   */
  async show(address, summary) {
    this.today = summary.today;
    const [wanted = "", day = ""] = address.parts;
    const number = summary.numbers.find((each) => each.name === wanted) ?? summary.numbers[0];
    if (number === undefined) {
      replace(this.body, el("p", { class: "none" }, noNumberWords(summary)));
      return "Opening hours";
    }
    this.number = number.name;
    this.first = mondayOf(isDay(day) ? day : summary.today);
    replace(
      this.pick,
      summary.numbers.map((each) => el("option", { value: each.name, selected: each.name === number.name }, each.title || each.name)),
    );
    this.date.value = isDay(day) ? day : this.first;
    const last = daysAfter(this.first, 6);
    const isThisWeek = mondayOf(summary.today) === this.first;
    this.title.textContent = isThisWeek ? "Opening hours this week" : `Opening hours, ${dayName(this.first)} to ${dayName(last)}`;
    const path = weekPath(number.name, this.first);
    /** @type {Week} */
    let week;
    try {
      week = await get(path);
    } catch (error) {
      if (path === weekPath(this.number, this.first)) {
        this.about.replaceChildren(); // what stands there is of another week
        this.body.replaceChildren();
      }
      throw error;
    }
    if (path !== weekPath(this.number, this.first)) {
      return ""; // another week has been asked for
    }
    const closed = week.destinations.some((share) => !share.open);
    this.about.replaceChildren(
      "Where chats to ",
      written(week.title || week.number),
      ` go, ${longDayName(this.first)} to ${longDayName(last)}, by the clock in ${week.zone}.`,
    );
    replace(
      this.body,
      weekTable(week),
      el("h2", {}, "Where chats go in the week shown"),
      destinationsElement(week.destinations),
      closed && el("p", { class: "about" }, "Striped: outside the opening hours."),
    );
    return this.title.textContent;
  }

  picked() {
    if (isDay(this.date.value)) {
      this.open(this.number, this.date.value);
    }
  }

  /**
   * @param {string} number
   * @param {string} day
   */
  open(number, day) {
    this.go(addressOf("week", [number, day]));
  }
}
