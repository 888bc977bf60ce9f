// @ts-check

const block = document.getElementById("answers");
const embedded = block === null ? null : unpacked(block.textContent ?? "");

const given = new URLSearchParams(location.hash.replace(/^#/, "")).get("token");
if (given !== null) {
  sessionStorage.setItem("token", given);
  history.replaceState(null, "", "#/map");
}

/**
 * What the server answers, or what stands in an exported page.
 * @param {string} path
 * @returns {Promise<any>}
 */
export async function get(path) {
  if (embedded !== null) {
    return (await embedded)[path];
  }
  const token = sessionStorage.getItem("token") ?? "";
  const answer = await fetch(path, { headers: { "X-Routecfg-Token": token } });
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
  return answer.json();
}

/**
 * @param {string} data base64 of gzip of JSON
 * @returns {Promise<any>}
 */
async function unpacked(data) {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}
