// The client of `routecfg lsp` in Visual Studio Code, and the commands of its lenses.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** @type {LanguageClient | undefined} */
let client;

/** The program that the settings name. */
function program() {
  return vscode.workspace.getConfiguration("routecfg").get("command") || "routecfg";
}

/** Starts the server anew, with the program that the settings name now. */
async function start() {
  await stop();
  client = new LanguageClient(
    "routecfg",
    "routecfg",
    { command: program(), args: ["lsp"] },
    { documentSelector: [{ scheme: "file", language: "yaml" }] },
  );
  try {
    await client.start();
  } catch {
    const advice = "install it with pip, or say in the setting routecfg.command where it is";
    vscode.window.showErrorMessage(`'${program()}' cannot be started as the server: ${advice}`);
  }
}

async function stop() {
  if (client?.needsStop()) {
    await client.stop();
  }
}

/** Runs routecfg in a terminal of its own. No shell reads the arguments.
 * @param {string} name @param {string} folder @param {string[]} args */
function run(name, folder, args) {
  const terminal = vscode.window.createTerminal({ name, cwd: folder, shellPath: program(), shellArgs: args });
  terminal.show();
}

/** Shows who leads to the name at a place.
 * @param {string} uri @param {{line: number, character: number}} at */
async function showWays(uri, at) {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const place = new vscode.Position(at.line, at.character);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place) });
  await vscode.commands.executeCommand("references-view.showCallHierarchy");
}

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  const opened = () => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const commands = {
    "routecfg.startChat": (/** @type {string} */ folder, /** @type {string} */ number) =>
      run(`chat: ${number}`, folder, ["chat", number]),
    "routecfg.openPreview": (/** @type {string | undefined} */ folder = opened()) =>
      folder && run("preview", folder, ["preview"]),
    "routecfg.showWays": showWays,
    "routecfg.restart": start,
  };
  for (const [name, does] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(name, does));
  }
  await start();
}

module.exports = { activate, deactivate: stop };
