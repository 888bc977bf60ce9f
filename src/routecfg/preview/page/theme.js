// @ts-check
// Dark or light: as the system says, or as the reader says.
import { byId, replace } from "./dom.js";
import { forgetColours } from "./overview_painting.js";
import { icon } from "./signs.js";

const CHOICES = ["auto", "light", "dark"];
/** @type {Record<string, string>} */
const CHOICE_WORDS = { auto: "as the system", light: "light", dark: "dark" };
const KEY = "routecfg-theme";

/** @param {() => void} redraw */
export function startTheme(redraw) {
  const change = (/** @type {string} */ choice) => {
    document.documentElement.dataset.theme = choice;
    const opener = byId("theme");
    replace(opener, icon(choice));
    const words = `Colours: ${CHOICE_WORDS[choice]}`;
    opener.setAttribute("aria-label", words);
    opener.title = words;
    forgetColours();
    redraw();
  };
  change(chosenTheme());
  byId("theme").addEventListener("click", () => {
    const next = CHOICES[(CHOICES.indexOf(chosenTheme()) + 1) % CHOICES.length] ?? "auto";
    keep(next);
    change(next);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => change(chosenTheme()));
}

function chosenTheme() {
  try {
    const choice = localStorage.getItem(KEY) ?? "";
    return CHOICES.includes(choice) ? choice : "auto";
  } catch {
    return document.documentElement.dataset.theme ?? "auto"; // a file may have no storage
  }
}

/** @param {string} choice */
function keep(choice) {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    document.documentElement.dataset.theme = choice; // a file may have no storage
  }
}
