// What the extension uses of Visual Studio Code, as far as a test needs it. Everything else does nothing.
"use strict";

const { readFileSync } = require("node:fs");
const { fileURLToPath, pathToFileURL } = require("node:url");

/** Takes any call, property and `new`, and does nothing. */
function nothing(name = "nothing") {
  const known = new Map();
  return new Proxy(function () {}, {
    get(_, key) {
      if (key === Symbol.toPrimitive) return () => name;
      if (key === "then" || typeof key === "symbol") return undefined;
      if (key === "prototype") return Object.prototype;
      if (!known.has(key)) known.set(key, nothing(`${name}.${key}`));
      return known.get(key);
    },
    apply: () => ({ dispose() {} }),
    construct: () => ({ dispose() {} }),
  });
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(start, end, endLine, endCharacter) {
    if (typeof start === "number") [start, end] = [new Position(start, end), new Position(endLine, endCharacter)];
    Object.assign(this, { start, end });
  }
}

class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.slice(0, text.indexOf(":"));
    this.fsPath = this.scheme === "file" ? fileURLToPath(text) : text;
    this.path = this.fsPath;
  }
  static parse = (text) => new Uri(text);
  static file = (path) => new Uri(pathToFileURL(path).href);
  toString = () => this.text;
}

class EventEmitter {
  listeners = new Set();
  event = (listener) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire = (value) => this.listeners.forEach((listener) => listener(value));
  dispose() {}
}

class Thing {
  constructor(...parts) {
    Object.assign(this, { parts });
  }
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append = (more) => new CodeActionKind(this.value ? `${this.value}.${more}` : more);
  static Empty = new CodeActionKind("");
}

/** An editor with one folder and the files in it that a test opens; `seen` is what the extension did. */
function editor(folder, settings) {
  const seen = { commands: {}, terminals: [], executed: [], providers: {}, diagnostics: new Map() };
  const opened = (file) => ({
    uri: Uri.file(file),
    fileName: file,
    languageId: "yaml",
    version: 1,
    isClosed: false,
    getText: () => readFileSync(file, "utf8"),
  });
  const documents = [];
  const folders = [{ uri: Uri.file(folder), name: "shop", index: 0 }];
  const provider = (kind) => (_selector, given) => {
    seen.providers[kind] = given;
    return { dispose() {} };
  };
  const namespace = (known, name) =>
    new Proxy(known, {
      get: (_, key) => (key in known ? known[key] : key.startsWith?.("on") ? new EventEmitter().event : nothing(`${name}.${String(key)}`)),
    });
  const enumeration = new Proxy({}, { get: (_, key) => String(key) });
  const vscode = {
    version: "1.82.0",
    Position,
    Range,
    Uri,
    EventEmitter,
    CodeActionKind,
    Disposable: class {
      static from = () => ({ dispose() {} });
      dispose() {}
    },
    Diagnostic: class {
      constructor(range, message, severity) {
        Object.assign(this, { range, message, severity });
      }
    },
    Location: class {
      constructor(uri, range) {
        Object.assign(this, { uri, range });
      }
    },
    CancellationTokenSource: class {
      token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
      dispose() {}
    },
    CancellationError: class extends Error {},
    env: { language: "en", appName: "test", appHost: "desktop" },
    workspace: namespace(
      {
        workspaceFolders: folders,
        textDocuments: documents,
        notebookDocuments: [],
        getConfiguration: () => ({ get: (key, otherwise) => settings[key] ?? otherwise }),
        getWorkspaceFolder: () => folders[0],
        openTextDocument: async (uri) => opened(uri.fsPath),
        createFileSystemWatcher: () => namespace({ dispose() {} }, "watcher"),
        fs: { isWritableFileSystem: () => true },
      },
      "workspace",
    ),
    languages: namespace(
      {
        match: () => 10,
        createDiagnosticCollection: () => ({
          set: (uri, found) => seen.diagnostics.set(uri.toString(), found),
          delete() {},
          clear() {},
          dispose() {},
        }),
        registerDefinitionProvider: provider("definition"),
        registerCodeLensProvider: provider("lens"),
      },
      "languages",
    ),
    commands: {
      registerCommand(name, does) {
        seen.commands[name] = does;
        return { dispose() {} };
      },
      executeCommand: async (...call) => seen.executed.push(call),
    },
    window: namespace(
      {
        createOutputChannel: () => ({ append() {}, appendLine() {}, show() {}, dispose() {}, replace() {}, clear() {} }),
        createTerminal(options) {
          seen.terminals.push(options);
          return { show() {} };
        },
        showTextDocument: async (document, options) => seen.executed.push([document.fileName, options.selection.start]),
        visibleTextEditors: [],
        tabGroups: namespace({ all: [] }, "tabs"),
        showErrorMessage: async (message) => seen.executed.push(["error", message]),
      },
      "window",
    ),
  };
  const all = new Proxy(vscode, {
    get: (_, key) => (key in vscode ? vscode[key] : typeof key === "string" && /^[A-Z]\w*(Kind|Severity|Tag|State|Reason|Mode|Scope|Type|Location)$/.test(key) ? enumeration : Thing),
  });
  return { vscode: all, seen, open: (file) => documents.push(opened(file)) };
}

module.exports = { editor };
