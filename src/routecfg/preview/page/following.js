// @ts-check
// After each save the page shows the new state, and says calmly what has come and what has gone.
/** @import { Found, Summary } from "./types" */
import { NoAnswer, forgetAnswers, newerThan } from "./answers.js";
import { button, byId, el, replace } from "./dom.js";
import { foundElement } from "./findings.js";
import { counted, icon } from "./signs.js";

const PAUSE = 1500;
const MOST_FOUND = 4;

/**
 * @param {Summary} first
 * @param {() => Promise<Summary | null>} reload
 */
export async function follow(first, reload) {
  let before = first;
  let isLost = false;
  for (;;) {
    try {
      const version = await newerThan(before.version);
      if (isLost) {
        isLost = false;
        byId("banner").hidden = true;
      }
      if (version !== before.version) {
        forgetAnswers();
        const now = await reload();
        if (now !== null) {
          tell(before, now);
          before = now;
        }
      }
    } catch (error) {
      if (!isLost) {
        isLost = true;
        lost(error);
      }
      if (error instanceof NoAnswer && error.reason === "key") {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

/** @param {unknown} error */
function lost(error) {
  const banner = byId("banner");
  banner.className = "banner warning";
  banner.dataset.of = "lost";
  banner.hidden = false;
  const words = error instanceof Error ? error.message : String(error);
  replace(banner, el("strong", {}, "The page no longer follows the files. "), words);
}

/**
 * @param {Summary} before
 * @param {Summary} now
 */
function tell(before, now) {
  const keys = new Set(before.found.map(keyOfFound));
  const come = now.found.filter((each) => !keys.has(keyOfFound(each)) && each.severity !== "info");
  const goneCount = before.found.length - (now.found.length - now.found.filter((each) => !keys.has(keyOfFound(each))).length);
  const words =
    come.length > 0
      ? `${counted(come.length, "new finding")} since the last save.`
      : `The files were saved: the page is up to date.${goneCount > 0 ? ` ${counted(goneCount, "finding")} no longer reported.` : ""}`;
  byId("live").textContent = words;
  const banner = byId("banner");
  if (now.problem !== "") {
    return;
  }
  banner.hidden = come.length === 0;
  banner.dataset.of = "found";
  banner.className = `banner ${come.some((each) => each.severity === "error") ? "error" : "warning"}`;
  replace(
    banner,
    el("strong", {}, words),
    button("", () => {
      banner.hidden = true;
    }, { class: "quiet icon-button", "aria-label": "Close this notice" }, icon("close")),
    el("ul", { class: "found-list" }, come.slice(0, MOST_FOUND).map((each) => foundElement(each, true))),
    come.length > MOST_FOUND && el("p", {}, `and ${come.length - MOST_FOUND} more, in Findings`),
  );
}

/** A finding is the same when only its line has moved. @param {Found} found */
function keyOfFound(found) {
  return `${found.code} ${found.pointer ?? found.file ?? ""} ${found.message}`;
}
