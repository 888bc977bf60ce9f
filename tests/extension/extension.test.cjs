// The extension as it is packed, with the real client and the real server, in an editor that is a stub.
"use strict";

const assert = require("node:assert/strict");
const { cpSync, mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { after, before, test } = require("node:test");

const { editor } = require("./vscode_stub.cjs");

const top = join(__dirname, "..", "..");
const program = process.env.ROUTECFG || join(top, ".venv", "bin", "routecfg");
const folder = mkdtempSync(join(tmpdir(), "routecfg-extension-"));
const shop = join(folder, "routing", "shop.yaml");
const broken = join(folder, "routing", "broken.yaml");

cpSync(join(top, "examples", "quickstart"), folder, { recursive: true });
writeFileSync(broken, "queues:\n  lost: {titel: Lost}\n");

const settings = { command: program };
const { vscode, seen, open } = editor(folder, settings);
const load = Module._load;
Module._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));
const extension = require(join(top, "docs", "editors", "vscode", "dist", "extension.js"));
const context = { subscriptions: [] };

async function until(wanted, what) {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = wanted();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`never came: ${what}`);
}

before(async () => {
  open(broken);
  open(shop);
  await extension.activate(context);
});

after(async () => {
  await extension.deactivate();
  rmSync(folder, { recursive: true });
});

test("what is wrong in an open file is shown", async () => {
  const found = await until(() => seen.diagnostics.get(vscode.Uri.file(broken).toString()), "a finding");
  assert.deepEqual(found.map((each) => each.code), ["RC101", "RC102"].slice(0, found.length));
  assert.match(found[0].message, /titel/);
});

test("a name leads to what it stands for", async () => {
  const provider = await until(() => seen.providers.definition, "the provider of definitions");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(shop));
  const lines = document.getText().split("\n");
  const line = lines.findIndex((each) => each.includes("{queue: support}"));
  const place = new vscode.Position(line, lines[line].indexOf("support") + 1);
  const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  const [found] = await provider.provideDefinition(document, place, token);
  assert.equal(found.uri.fsPath, shop);
  assert.match(lines[found.range.start.line], /^ {2}support:/);
});

test("the commands of the lenses are those that the server names", async () => {
  const provider = await until(() => seen.providers.lens, "the provider of lenses");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(shop));
  const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  const lenses = await provider.provideCodeLenses(document, token);
  assert.ok(lenses.length > 3);
  for (const { command } of lenses) assert.ok(command.command in seen.commands, command.command);
  const chat = lenses.find(({ command }) => command.command === "routecfg.startChat").command;
  seen.commands[chat.command](...chat.arguments);
  assert.deepEqual(seen.terminals.pop(), {
    name: "chat: shop",
    cwd: folder,
    shellPath: program,
    shellArgs: ["chat", "shop"],
  });
  const ways = lenses.find(({ command }) => command.command === "routecfg.showWays").command;
  await seen.commands[ways.command](...ways.arguments);
  assert.equal(seen.executed.pop()[0], "references-view.showCallHierarchy");
  assert.equal(seen.executed.pop()[0], shop);
});

test("the preview is opened for the folder that is open", () => {
  seen.commands["routecfg.openPreview"]();
  assert.deepEqual(seen.terminals.pop().shellArgs, ["preview"]);
});

test("a program that cannot be started is named, and the server starts again when it can", async () => {
  assert.deepEqual(seen.executed.filter(([what]) => what === "error"), []);
  settings.command = join(folder, "nowhere");
  await seen.commands["routecfg.restart"]();
  assert.match(seen.executed.filter(([what]) => what === "error").pop()[1], /nowhere.*routecfg\.command/);
  settings.command = program;
  seen.diagnostics.clear();
  await seen.commands["routecfg.restart"]();
  await until(() => seen.diagnostics.get(vscode.Uri.file(broken).toString()), "a finding");
});
