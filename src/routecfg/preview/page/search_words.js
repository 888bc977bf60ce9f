// @ts-check
// Texts are compared without accents, capitals and kinds of quotes: `cafe` finds `Café`.

/** @param {string} text */
export function plainText(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .toLowerCase()
    .replaceAll("ß", "ss");
}

/**
 * A piece of a text around what was found in it: before, the match, after.
 * @param {string} text
 * @param {string} word as `plainText` gives it
 * @returns {[string, string, string]}
 */
export function excerpt(text, word) {
  const letters = [...text];
  const starts = [0];
  let plain = "";
  for (const letter of letters) {
    plain += plainText(letter);
    starts.push(plain.length);
  }
  const at = plain.indexOf(word);
  if (at < 0) {
    return [letters.slice(0, 90).join(""), "", letters.length > 90 ? "…" : ""];
  }
  const first = starts.findLastIndex((start) => start <= at);
  const end = starts.findIndex((start) => start >= at + word.length);
  const from = Math.max(0, first - 40);
  const before = (from > 0 ? "…" : "") + letters.slice(from, first).join("");
  const rest = letters.slice(end, end + 70).join("") + (letters.length > end + 70 ? "…" : "");
  return [before, letters.slice(first, end).join(""), rest];
}
