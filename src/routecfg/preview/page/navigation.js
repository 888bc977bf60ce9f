// @ts-check
// The views to choose from, and the notice above them.
/** @import { Summary } from "./types" */
import { addressOf } from "./addresses.js";
import { isExported } from "./answers.js";
import { byId, el, link, replace, written } from "./dom.js";
import { icon } from "./signs.js";

const VIEW_NAMES = [
  ["overview", "Overview"],
  ["map", "Map"],
  ["week", "Opening hours"],
  ["changes", "Changes"],
  ["findings", "Findings"],
  ["objects", "All objects"],
];
const CHAT_AT = 3;

/**
 * @param {string} here the view that is shown
 * @param {Summary} summary
 * @param {string} chatAddress what "Try a chat" leads to, or closes
 * @param {boolean} isChat whether a chat is open
 */
export function showNavigation(here, summary, chatAddress, isChat) {
  const errors = summary.found.filter((each) => each.severity === "error").length;
  const items = VIEW_NAMES.map(([name = "", words = ""]) => {
    const isHere = name === here || (name === "map" && here === "tree");
    const count = name === "findings" ? summary.found.length : 0;
    return el(
      "li",
      {},
      link(
        addressOf(name),
        { "aria-current": isHere ? "page" : null, "data-key": `nav-${name}`, title: words },
        icon(name),
        words,
        count > 0 && el("span", { class: `count${errors > 0 ? " error" : ""}` }, String(count)),
      ),
    );
  });
  const words = isChat ? "Close the chat" : isExported() ? "Recorded chats" : "Try a chat";
  const chat = { id: "nav-chat", "data-key": "nav-chat", "data-chat": isChat ? "close" : "open", title: words };
  items.splice(CHAT_AT, 0, el("li", {}, link(chatAddress, chat, icon("chat"), words)));
  replace(byId("views"), items);
  byId("project").textContent = summary.title || "routecfg preview";
  const live = summary.release === null ? "nothing has been released yet" : `release ${summary.release} is live`;
  byId("state").textContent = `${live} · ${isExported() ? `as of ${summary.today}` : `today is ${summary.today}`}`;
}

/**
 * Says why something cannot be shown.
 * @param {string} words
 * @param {string} message
 */
export function showNotice(words, message) {
  const banner = byId("banner");
  banner.className = "banner error";
  banner.dataset.of = "problem";
  banner.hidden = false;
  replace(banner, words && el("strong", {}, `${words} `), written(message));
  byId("live").textContent = `${words} ${message}`;
}

export function hideNotice() {
  const banner = byId("banner");
  if (banner.dataset.of === "problem") {
    banner.hidden = true;
  }
}
