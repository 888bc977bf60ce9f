// @ts-check
// Trying a chat: the page sends all steps, the engine plays them from the beginning, and the phone shows what comes.
/** @import { Chat, ChatButton, ChatRequest, ChatStep, Saved, Summary } from "./types" */
import { addressOfPointer, partsOf, pointerOf } from "./addresses.js";
import { isExported, post } from "./answers.js";
import { nowIn } from "./clocks.js";
import { nameOfLanguage, namedLink } from "./details.js";
import { button, byId, el, link, replace, written } from "./dom.js";
import { pathOfChat, phoneElement } from "./phone.js";
import { lightPath } from "./pictures.js";
import { showReplay } from "./replay.js";
import { icon } from "./signs.js";

/** @type {{number: string, begins: string, language: string, side: string, steps: ChatStep[]}} */
const asking = { number: "", begins: "", language: "", side: "sandbox", steps: [] };
/** @type {Chat | null} */
let chat = null;
/** @type {Summary | null} */
let project = null;
let problem = "";
let savedWords = "";
let isOpen = false;
let questions = 0;
let close = () => {};

/**
 * The panel of a chat with a number; without one the panel closes, and nothing is lit any more.
 * @param {string} number
 * @param {Summary} summary
 * @param {() => void} onClose
 */
export async function showChat(number, summary, onClose) {
  const panel = byId("chat");
  const isStart = !isOpen && number !== "";
  if (number === "") {
    panel.hidden = true;
    if (isOpen) {
      isOpen = false;
      lightPath(new Map());
    }
    return;
  }
  const isNews = isStart || number !== asking.number || summary !== project;
  isOpen = true;
  panel.hidden = false;
  close = onClose;
  project = summary;
  if (number !== asking.number) {
    Object.assign(asking, { number, steps: [], language: "" });
  }
  if (isExported()) {
    await showReplay(panel, number, isStart, close);
  } else if (isNews) {
    await play();
  }
  if (isStart && !isExported()) {
    document.getElementById("chat-say")?.focus();
  }
}

/** Asks for the chat as it now stands, and shows it. */
async function play() {
  questions += 1;
  const mine = questions;
  try {
    const answer = /** @type {Chat} */ (await post("/api/chat", question()));
    if (mine !== questions) {
      return; // a later step has been asked for
    }
    chat = answer;
    problem = answer.problem;
    const refused = answer.turns.findIndex((each) => each.refused !== "");
    if (refused >= 0) {
      asking.steps.splice(refused);
    }
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  if (isOpen) {
    show();
    lightPath(chat === null ? new Map() : pathOfChat(chat));
  }
}

/** @returns {ChatRequest} */
function question() {
  const { number, begins, language, side, steps } = asking;
  return { number, begins, language, side, steps, contact: { name: "", phone: "", fields: {} } };
}

/** @param {ChatStep} step */
function take(step) {
  asking.steps.push(step);
  savedWords = "";
  void play().then(() => document.getElementById("chat-say")?.focus());
}

/** @param {ChatButton} pressed */
function press(pressed) {
  const same = chat?.buttons.filter((each) => each.title === pressed.title) ?? [];
  take({ press: same.length > 1 ? pressed.number : pressed.title });
}

function show() {
  const panel = byId("chat");
  const typed = /** @type {HTMLInputElement | null} */ (document.getElementById("chat-say"))?.value ?? "";
  replace(panel, chatHeading(), settingsElement(), phoneFrame(), composer(), belowElement());
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("chat-say"));
  if (field !== null) {
    field.value = typed;
  }
  const phone = panel.querySelector(".phone");
  phone?.scrollTo({ top: phone.scrollHeight, behavior: "instant" });
}

function chatHeading() {
  return el(
    "div",
    { class: "panel-heading" },
    icon("chat"),
    el("h2", { id: "chat-title" }, "Try a chat"),
    button("", close, { class: "quiet icon-button", "aria-label": "Close the chat", title: "Close" }, icon("close")),
  );
}

function settingsElement() {
  const numbers = project?.numbers ?? [];
  const languages = chat?.languages.length ? chat.languages : (numbers.find((each) => each.name === asking.number)?.languages ?? []);
  const clock = (chat?.clock || chat?.begins || asking.begins || defaultClock()).replace(" ", "T").slice(0, 16);
  const choices = ["", ...languages];
  return el(
    "div",
    { class: "chat-settings" },
    el(
      "label",
      { class: "is-wide" },
      "Number",
      el("select", { id: "chat-number", onchange: (/** @type {Event} */ event) => another(valueOf(event)) }, numbers.map((each) => el("option", { value: each.name, selected: each.name === asking.number }, each.title || each.name))),
    ),
    el(
      "label",
      {},
      "Customer's language",
      el(
        "select",
        { id: "chat-language", onchange: (/** @type {Event} */ event) => change({ language: valueOf(event) }) },
        choices.map((each) => el("option", { value: each, selected: each === asking.language }, each === "" ? "detect from messages" : nameOfLanguage(each))),
      ),
    ),
    el(
      "label",
      {},
      "Routing",
      el(
        "select",
        { id: "chat-side", onchange: (/** @type {Event} */ event) => change({ side: valueOf(event) }) },
        [["sandbox", "sandbox"], ["production", "production"]].map(([value = "", words = ""]) => el("option", { value, selected: value === asking.side }, words)),
      ),
    ),
    el(
      "label",
      { class: "is-wide" },
      "Clock",
      el("input", { type: "datetime-local", id: "chat-clock", value: clock, onchange: (/** @type {Event} */ event) => setClock(valueOf(event)) }),
    ),
  );
}

function defaultClock() {
  const now = nowIn(project?.zone || "UTC");
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  return `${now.day}T${two(Math.floor(now.minutes / 60))}:${two(now.minutes % 60)}`;
}

/** @param {Event} event */
function valueOf(event) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;
}

/** @param {string} number */
function another(number) {
  history.replaceState(null, "", location.hash.replace(/chat=[^&]*/, `chat=${encodeURIComponent(number)}`));
  Object.assign(asking, { number, steps: [], language: "" });
  void play();
}

/** @param {Partial<typeof asking>} what */
function change(what) {
  Object.assign(asking, what);
  void play();
}

/** Before the first message the clock says when the chat begins; later it goes on to that time. @param {string} at */
function setClock(at) {
  if (at === "") {
    return;
  }
  if (asking.steps.length === 0) {
    change({ begins: at });
  } else {
    take({ at });
  }
}

function phoneFrame() {
  if (problem !== "") {
    return el("p", { class: "notice-box warning", role: "alert" }, written(problem));
  }
  if (chat === null || chat.turns.length === 0) {
    return el("div", { class: "phone is-empty" }, el("p", {}, "Write a first message, as a customer would."), el("p", {}, "Nothing is sent to anyone: the routing runs on this machine."));
  }
  return phoneElement(chat, press);
}

function composer() {
  const isOver = chat !== null && chat.ended !== "";
  const field = el("input", { id: "chat-say", type: "text", "aria-label": "Message of the customer", placeholder: isOver ? "A new message begins a new chat" : "Write as a customer", autocomplete: "off" });
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    const say = field.value;
    if (say.trim() !== "") {
      field.value = "";
      take({ say });
    }
  };
  const isEmpty = asking.steps.length === 0;
  return el(
    "div",
    { class: "composer" },
    el(
      "form",
      { onsubmit: send },
      button("", () => take({ send: "photo.jpg" }), { class: "icon-button", "aria-label": "Send a photo", title: "Send a photo" }, icon("photo")),
      field,
      el("button", { type: "submit", class: "icon-button primary", "aria-label": "Send", title: "Send" }, icon("send")),
    ),
    el(
      "div",
      { class: "chat-tools", role: "group", "aria-label": "Time and steps" },
      button("1 h later", () => take({ later: "1h" }), { disabled: isEmpty }),
      button("1 day later", () => take({ later: "24h" }), { disabled: isEmpty }),
      button("Agent closes", () => take({ close: true }), { disabled: isEmpty || !chat?.queue, title: "The contact centre closes the chat" }),
      button("Back", stepBack, { disabled: isEmpty, title: "Takes the last step back" }, icon("undo")),
      button("Start again", startAgain, { disabled: isEmpty }, icon("again")),
    ),
  );
}

function stepBack() {
  asking.steps.pop();
  savedWords = "";
  void play();
}

function startAgain() {
  asking.steps = [];
  savedWords = "";
  void play();
}

function belowElement() {
  if (chat === null || chat.turns.length === 0) {
    return null;
  }
  return el(
    "div",
    { class: "chat-below" },
    chat.at !== null && el(
      "p",
      { class: "chat-at" },
      el("span", {}, chat.ended ? "Ended at " : "Waiting at ", namedLink(chat.at)),
      link(wholeOf(chat.at.pointer), {}, "Show the path"),
    ),
    chat.notes.map((note) => el("p", { class: "about" }, written(note))),
    chat.saved.length > 0 &&
      el(
        "details",
        { "data-key": "chat-saved" },
        el("summary", {}, `What the chat has saved (${chat.saved.length})`),
        el("dl", { class: "facts" }, chat.saved.map(([name, value]) => el("div", {}, el("dt", {}, written(name)), el("dd", {}, written(value))))),
      ),
    scenarioElement(),
  );
}

/** The address of the tree that a decision is in, or of an object. @param {string} pointer */
function wholeOf(pointer) {
  const [kind = "", name = ""] = partsOf(pointer);
  return addressOfPointer(pointerOf(kind, name));
}

function scenarioElement() {
  const title = el("input", { type: "text", id: "scenario-title", placeholder: "Saturday night: after hours", required: true, autocomplete: "off" });
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      const saved = /** @type {Saved} */ (await post("/api/scenario", { title: title.value, chat: question() }));
      savedWords = saved.problem || `Saved in ${saved.file}. 'routecfg test' plays it from now on.`;
    } catch (error) {
      savedWords = error instanceof Error ? error.message : String(error);
    }
    show();
  };
  return el(
    "details",
    { "data-key": "chat-scenario", open: savedWords !== "" },
    el("summary", {}, icon("keep"), "Keep this chat as a scenario"),
    el("form", { class: "scenario-form", onsubmit: save }, el("label", { for: "scenario-title" }, "What it shows"), title, el("button", { type: "submit", class: "primary" }, "Keep")),
    el("p", { role: "status" }, savedWords && written(savedWords)),
  );
}
