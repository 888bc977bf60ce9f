// @ts-check
// The page: which view is shown for an address, and what stays around it.
/** @import { Summary } from "./types" */
/** @import { Address } from "./addresses.js" */
import { addressOf, parsedAddress, pointerOf } from "./addresses.js";
import { NoAnswer, getSummary, isExported, takeKey } from "./answers.js";
import { ChangesView } from "./changes.js";
import { showChat } from "./chat.js";
import { focusDetails, prepareDetails, showDetails } from "./details.js";
import { byId } from "./dom.js";
import { FindingsView } from "./findings.js";
import { follow } from "./following.js";
import { hideNotice, showNavigation, showNotice } from "./navigation.js";
import { ObjectsView } from "./objects.js";
import { OverviewView } from "./overview.js";
import { PictureView, redrawPictures } from "./pictures.js";
import { startSearch } from "./search.js";
import { setKinds } from "./signs.js";
import { startTheme } from "./theme.js";
import { WeekView } from "./week.js";

/** @typedef {{root: HTMLElement, title: HTMLElement, show: (address: Address, summary: Summary) => Promise<string>}} View */

/** Kinds that stand on the map; others are found in the list of objects. */
const ON_MAP = ["inbound_routings", "time_conditions", "decision_trees", "chatbots", "terminates", "queues", "target_sets"];

/** @type {Record<string, () => View>} */
const MAKERS = {
  overview: () => new OverviewView(),
  map: () => new PictureView("map", go),
  tree: () => new PictureView("tree", go),
  week: () => new WeekView(go),
  changes: () => new ChangesView(go),
  findings: () => new FindingsView(),
  objects: () => new ObjectsView(),
};

/** @type {Map<string, View>} */
const made = new Map();
const main = byId("main");
/** @type {Summary | null} */
let summary = null;
let shownView = "";
let shownAddress = "";
let isByKeyboard = false;
let isBack = false;
let turn = 0;
/** How far each address was scrolled, for the way back. @type {Map<string, number>} */
const scrolled = new Map();

/** The view of an address. @param {Address} address */
function viewOf(address) {
  if (address.view === "object") {
    return ON_MAP.includes(address.parts[0] ?? "") ? "map" : "objects";
  }
  return Object.hasOwn(MAKERS, address.view) ? address.view : "overview";
}

/** What the panel shows of an address: the pointer of an object or decision. @param {Address} address */
function detailsOf(address) {
  const [name = "", decision = ""] = address.parts;
  if (address.at) {
    return address.at;
  }
  if (address.view === "object") {
    return pointerOf(...address.parts);
  }
  return address.view === "tree" && decision ? pointerOf("decision_trees", name, "decisions", decision) : "";
}

/**
 * Goes to an address of the page. A chat that is open stays open.
 * @param {string} address
 */
function go(address) {
  const chat = parsedAddress(location.hash).chat;
  const wanted = parsedAddress(address);
  const kept = wanted.chat || !chat ? address : `${address}${address.includes("?") ? "&" : "?"}chat=${encodeURIComponent(chat)}`;
  if (kept !== location.hash) {
    history.pushState(null, "", kept);
  }
  void arrive();
}

/** The present address without its chat, or without what is selected. @param {"chat" | "details"} what */
function without(what) {
  const address = parsedAddress(location.hash);
  if (what === "chat") {
    return addressOf(address.view, address.parts, { at: address.at });
  }
  const named = { chat: address.chat };
  if (address.view === "object") {
    return addressOf(viewOf(address), [], named);
  }
  return addressOf(address.view, address.view === "tree" ? address.parts.slice(0, 1) : address.parts, named);
}

function closeDetails() {
  const at = detailsOf(parsedAddress(location.hash));
  history.pushState(null, "", without("details"));
  void arrive();
  const card = main.querySelector(`[data-at="${CSS.escape(at)}"]`);
  (card instanceof HTMLElement ? card : main).focus({ preventScroll: true });
}

function closeChat() {
  history.pushState(null, "", without("chat"));
  void arrive();
  document.getElementById("nav-chat")?.focus();
}

/** Shows what the address names. */
async function arrive() {
  const address = parsedAddress(location.hash);
  turn += 1;
  const mine = turn;
  if (shownAddress !== "") {
    scrolled.set(shownAddress, main.scrollTop);
  }
  document.body.classList.add("is-waiting");
  try {
    await arriveAt(address, () => mine === turn);
  } finally {
    if (mine === turn) {
      document.body.classList.remove("is-waiting");
    }
  }
}

/**
 * @param {Address} address
 * @param {() => boolean} isWanted nothing else has been asked for since
 */
async function arriveAt(address, isWanted) {
  try {
    summary = await getSummary();
  } catch (error) {
    showProblem(error);
    return;
  }
  setKinds(summary.kinds);
  const isChat = address.chat !== "" && summary.problem === "";
  document.body.classList.toggle("has-chat", isChat);
  if (!isChat) {
    document.body.classList.remove("is-path");
  }
  const name = viewOf(address);
  const { at, parts } = address;
  const firstNumber = summary.numbers[0]?.name ?? "";
  showNavigation(name, summary, isChat ? without("chat") : addressOf(address.view, parts, { at, chat: firstNumber }), isChat);
  if (summary.problem === "") {
    hideNotice();
  } else {
    showNotice("This project cannot be shown.", summary.problem);
  }
  let view = made.get(name);
  if (view === undefined) {
    view = /** @type {() => View} */ (MAKERS[name])();
    made.set(name, view);
  }
  if (view.root.parentElement !== main) {
    main.replaceChildren(...[...made.values()].map((each) => each.root));
  }
  made.forEach((each) => {
    each.root.hidden = each !== view;
  });
  const pointer = detailsOf(address);
  const details = showDetails(pointer, closeDetails);
  const chat = showChat(isChat ? address.chat : "", summary, closeChat);
  try {
    const title = await view.show(address, summary);
    main.classList.remove("is-old");
    if (!isWanted()) {
      return;
    }
    document.title = `${title} · ${summary.title || "routecfg preview"}`;
    if (name !== shownView) {
      byId("live").textContent = title;
      if (shownView !== "" && !isChat) {
        view.title.focus({ preventScroll: true });
      }
    }
    if (location.hash !== shownAddress) {
      main.scrollTop = isBack ? (scrolled.get(location.hash) ?? 0) : name === shownView ? main.scrollTop : 0;
    }
  } catch (error) {
    main.classList.add("is-old"); // what is still there is of before
    showProblem(error);
  }
  await Promise.all([details, chat]);
  if (!isWanted()) {
    return;
  }
  if (pointer !== "" && isByKeyboard && location.hash !== shownAddress) {
    focusDetails();
  }
  shownView = name;
  shownAddress = location.hash;
  isByKeyboard = false;
  isBack = false;
}

/** @param {unknown} error */
function showProblem(error) {
  if (summary !== null && summary.problem !== "") {
    return; // nothing can be shown, which is said already
  }
  const message = error instanceof Error ? error.message : String(error);
  showNotice(error instanceof NoAnswer && error.reason === "refused" ? "This cannot be shown." : "", message);
  main.querySelector(".wait")?.remove();
}

/** What is pointed at is asked for, so that it is there when it is clicked. @param {PointerEvent} event */
function pointed(event) {
  const at = event.target instanceof Element ? event.target.closest("[data-at]")?.getAttribute("data-at") : "";
  if (at) {
    prepareDetails(at);
  }
}

/** @param {MouseEvent} event */
function clicked(event) {
  const target = event.target instanceof Element ? event.target.closest("a[href^='#/']") : null;
  if (target === null || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  isByKeyboard = event.detail === 0;
  if (byId("chat").contains(target)) {
    document.body.classList.add("is-path"); // on a narrow screen the chat makes room for what it leads to
  }
  if (target.getAttribute("data-chat") === "close") {
    closeChat();
  } else {
    go(target.getAttribute("href") ?? "");
  }
}

takeKey();
byId("to-chat").addEventListener("click", () => {
  document.body.classList.remove("is-path");
  byId("chat").focus();
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
document.addEventListener("click", clicked);
document.addEventListener("pointerover", pointed, { passive: true });
addEventListener("popstate", () => {
  isBack = true;
  void arrive();
});
addEventListener("keydown", (event) => {
  const isOurs = event.key === "Escape" && !event.defaultPrevented && document.querySelector("dialog[open]") === null;
  if (isOurs && detailsOf(parsedAddress(location.hash)) !== "") {
    closeDetails();
  } else if (isOurs && parsedAddress(location.hash).chat !== "") {
    closeChat();
  }
});
startTheme(redrawPictures);
startSearch((address) => {
  isByKeyboard = true;
  go(address);
});
await arrive();
if (!isExported() && summary !== null) {
  void follow(summary, async () => {
    await arrive();
    return summary;
  });
}
