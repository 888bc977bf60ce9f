// @ts-check
// A chat as the customer's phone shows it, with the way that each step took.
/** @import { Bubble, Chat, ChatButton, ChatStep, Passed, Turn } from "./types" */
import { addressOfPointer, holderOf } from "./addresses.js";
import { button, el, link, written } from "./dom.js";
import { icon } from "./signs.js";

/**
 * @param {Chat} chat
 * @param {((button: ChatButton) => void) | null} press null: nothing can be pressed, as in a recorded chat
 * @param {number} shown so many turns
 */
export function phoneElement(chat, press, shown = chat.turns.length) {
  const turns = chat.turns.slice(0, shown);
  const isNow = shown === chat.turns.length && chat.ended === "";
  const lastWithButtons = turns.findLastIndex((turn) => turn.bubbles.some((bubble) => bubble.buttons.length > 0));
  const items = [
    ...turns.flatMap((turn, index) => {
      const before = turns[index - 1];
      const isNewDay = before === undefined || before.clock.slice(0, 10) !== turn.clock.slice(0, 10);
      const canPress = isNow && index === lastWithButtons ? press : null;
      return [
        isNewDay && el("li", { class: "day" }, turn.clock.slice(0, 10)),
        turnElement(turn, index + 1, chat, canPress),
      ].filter((each) => each !== false);
    }),
    isNow || shown < chat.turns.length ? null : endElement(chat),
  ];
  const named = { role: "log", "aria-label": "The chat", "data-scrolls": true, "data-key": "phone", tabindex: 0 };
  return el("div", { class: "phone", ...named }, el("ol", { class: "turns" }, items));
}

/** @param {Chat} chat */
function endElement(chat) {
  return el("li", { class: "ended" }, written(chat.ended));
}

/**
 * @param {Turn} turn
 * @param {number} number
 * @param {Chat} chat
 * @param {((button: ChatButton) => void) | null} press
 */
function turnElement(turn, number, chat, press) {
  const hasOwn = turn.bubbles.some((bubble) => bubble.who === "customer");
  const time = turn.clock.slice(11, 16);
  const lastWith = turn.bubbles.findLastIndex((bubble) => bubble.buttons.length > 0);
  return el(
    "li",
    { class: "turn" },
    !hasOwn && el("p", { class: "aside-line" }, stepWords(turn.step)),
    turn.bubbles.map((bubble, index) => bubbleElement(bubble, time, index === lastWith ? press : null, chat.buttons)),
    turn.refused && el("p", { class: "aside-line failed" }, "This step failed: ", written(turn.refused)),
    turn.path.length > 0 &&
      el(
        "details",
        { class: "why", "data-key": `why-${number}`, ontoggle: unfolded },
        el("summary", {}, `Step ${number}: why?`),
        el("ol", {}, turn.path.map(passedElement)),
      ),
  );
}

/** What was unfolded is brought into view. @param {Event} event */
function unfolded(event) {
  const { target } = event;
  if (target instanceof HTMLDetailsElement && target.open) {
    target.scrollIntoView({ block: "nearest" });
  }
}

/** What is done in a step, in words. @param {ChatStep} step */
export function stepWords(step) {
  if (step.say) {
    return `writes “${step.say}”${step.send ? `, with ${step.send}` : ""}`;
  }
  if (step.press !== null && step.press !== undefined) {
    return `presses ${typeof step.press === "number" ? `button ${step.press}` : `“${step.press}”`}`;
  }
  if (step.send) {
    return `sends ${step.send}`;
  }
  if (step.later) {
    return `${step.later} later`;
  }
  if (step.at) {
    return `at ${step.at.replace("T", " ")}`;
  }
  return step.close ? "the contact centre closes the chat" : "";
}

/**
 * @param {Bubble} bubble
 * @param {string} time
 * @param {((button: ChatButton) => void) | null} press
 * @param {readonly ChatButton[]} now the buttons that can be pressed
 */
function bubbleElement(bubble, time, press, now) {
  if (bubble.who === "aside") {
    return el("p", { class: `aside-line${bubble.failed ? " failed" : ""}` }, written(bubble.text));
  }
  const names = { customer: "Customer", routing: "Routing", chatbot: "Chatbot" };
  const who = names[/** @type {keyof typeof names} */ (bubble.who)] ?? bubble.who;
  const buttons =
    bubble.buttons.length > 0 &&
    el("div", { class: "phone-buttons", role: "group", "aria-label": bubble.label || "Buttons" }, bubble.buttons.map((each) => buttonElement(each, press, now)));
  return el(
    "div",
    { class: `message from-${bubble.who}` },
    el("span", { class: "unseen" }, `${who}: `),
    bubble.files.map((file) => el("p", { class: "sent-file" }, icon("photo"), written(file))),
    bubble.text && el("p", { class: "message-text", dir: "auto" }, bubble.text),
    bubble.label && buttons
      ? el("details", { class: "list-of-buttons", open: press !== null }, el("summary", {}, icon("objects"), written(bubble.label)), buttons)
      : buttons,
    el("span", { class: "message-time" }, bubble.who === "chatbot" ? `chatbot · ${time}` : time),
  );
}

/**
 * @param {ChatButton} each
 * @param {((button: ChatButton) => void) | null} press
 * @param {readonly ChatButton[]} now
 */
function buttonElement(each, press, now) {
  if (each.number === 0) {
    return el("span", { class: "phone-button opens", title: each.url }, written(each.title), el("span", { class: "opens-words" }, " opens ", written(each.url)));
  }
  const isPressable = press !== null && now.some((other) => other.number === each.number && other.title === each.title);
  return button("", () => press?.(each), { class: "phone-button", disabled: !isPressable }, written(each.title));
}

/** @param {Passed} passed */
function passedElement(passed) {
  const place = passed.file && `${passed.file}${passed.line ? `:${passed.line}` : ""}`;
  const pointer = passed.lit || (passed.pointer && holderOf(passed.pointer));
  return el(
    "li",
    {},
    pointer ? link(addressOfPointer(pointer), {}, written(passed.words)) : written(passed.words),
    place && (passed.editor ? link(passed.editor, { class: "code", title: "Open in the editor" }, place) : written(place, { class: "code" })),
  );
}

/**
 * What lights up in pictures: the step at which the chat came to each place.
 * @param {Chat} chat
 * @param {number} [shown]
 */
export function pathOfChat(chat, shown = chat.turns.length) {
  /** @type {Map<string, number>} */
  const path = new Map();
  chat.turns.slice(0, shown).forEach((turn, index) => {
    for (const { lit } of turn.path) {
      if (lit && !path.has(lit)) {
        path.set(lit, index + 1);
      }
    }
  });
  return path;
}
