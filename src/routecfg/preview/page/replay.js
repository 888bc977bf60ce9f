// @ts-check
// In an exported page there is no engine: recorded scenarios are played, step by step.
/** @import { Played, Scenarios } from "./types" */
import { get } from "./answers.js";
import { button, el, replace, written } from "./dom.js";
import { pathOfChat, phoneElement, stepWords } from "./phone.js";
import { lightPath } from "./pictures.js";
import { icon } from "./signs.js";

let playedName = "";
let playedTurns = 1;

/**
 * @param {HTMLElement} panel
 * @param {string} number whose scenarios come first
 * @param {boolean} isStart
 * @param {() => void} close
 */
export async function showReplay(panel, number, isStart, close) {
  const scenarios = /** @type {Scenarios} */ (await get("/api/scenarios"));
  const those = [...scenarios.played].sort((one, other) => Number(other.chat.number === number) - Number(one.chat.number === number));
  const show = () => {
    const played = those.find((each) => each.name === playedName) ?? those[0];
    replace(
      panel,
      el(
        "div",
        { class: "panel-heading" },
        icon("chat"),
        el("h2", { id: "chat-title" }, "Recorded chats"),
        button("", close, { class: "quiet icon-button", "aria-label": "Close the chat", title: "Close" }, icon("close")),
      ),
      played === undefined
        ? el("p", { class: "about" }, scenarios.problem || "There are no recorded chats: the project has no scenarios.")
        : playedElements(played),
    );
    const phone = panel.querySelector(".phone");
    phone?.scrollTo({ top: phone.scrollHeight, behavior: "instant" });
    lightPath(played === undefined ? new Map() : pathOfChat(played.chat, playedTurns));
  };
  /** @param {Played} played */
  const playedElements = (played) => {
    const last = played.chat.turns.length;
    playedTurns = Math.min(playedTurns, last);
    const to = (/** @type {number} */ turns) => () => {
      playedTurns = turns;
      show();
    };
    const next = played.chat.turns[playedTurns];
    return [
      el(
        "div",
        { class: "chat-settings" },
        el(
          "label",
          { class: "is-wide" },
          "Scenario",
          el(
            "select",
            {
              id: "replay-scenario",
              onchange: (/** @type {Event} */ event) => {
                playedName = /** @type {HTMLSelectElement} */ (event.target).value;
                playedTurns = 1;
                show();
              },
            },
            those.map((each) => el("option", { value: each.name, selected: each === played }, each.title || each.name)),
          ),
        ),
      ),
      phoneElement(played.chat, null, playedTurns),
      el(
        "div",
        { class: "composer" },
        el("p", { class: "about", role: "status" }, `Step ${playedTurns} of ${last}. `, next !== undefined && ["Next: ", written(stepWords(next.step))]),
        el(
          "div",
          { class: "chat-tools", role: "group", "aria-label": "Steps" },
          button("Back", to(playedTurns - 1), { disabled: playedTurns <= 1, "data-key": "replay-back" }, icon("undo")),
          button("Next step", to(playedTurns + 1), { disabled: playedTurns >= last, class: "primary", "data-key": "replay-next" }),
          button("To the end", to(last), { disabled: playedTurns >= last, "data-key": "replay-end" }),
        ),
      ),
      el(
        "div",
        { class: "chat-below" },
        played.failed && el("p", { class: "notice-box warning" }, "Not as expected: ", written(played.failed)),
        el("p", { class: "file" }, written(`${played.file}:${played.line}`, { class: "code" })),
      ),
    ];
  };
  if (isStart || panel.childElementCount === 0) {
    show();
  }
}
