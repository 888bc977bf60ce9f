// @ts-check
import { get } from "./answers.js";

const main = /** @type {HTMLElement} */ (document.getElementById("main"));

try {
  main.textContent = JSON.stringify(await get("/api/summary"), null, 1);
} catch (error) {
  main.textContent = error instanceof Error ? error.message : String(error);
}
