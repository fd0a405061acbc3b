import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { startServer, type Asked, type Connection } from "./language-server.ts";

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Diagnostic {
  readonly range: Range;
  readonly message: string;
  readonly code: string;
  /** Where the rule's page is. */
  readonly codeDescription?: { readonly href: string };
}

export interface Action {
  readonly title: string;
  readonly command?: { readonly command: string; readonly arguments: readonly unknown[] };
  /** What oxlint's server gives in place of a command. */
  readonly edit?: WorkspaceEdit;
}

interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

interface WorkspaceEdit {
  readonly documentChanges?: readonly { readonly edits: readonly TextEdit[] }[];
  readonly changes?: Readonly<Record<string, readonly TextEdit[]>>;
}

export interface Completion {
  readonly label: string;
}

/** An editor as a person sees it: buffers, what is underlined in them, and what the light bulb offers. */
export interface Editor {
  /** Of the server's process. */
  readonly pid: number | undefined;
  /** Opens the file as it is on the disk. */
  open(file: string): void;
  type(file: string, text: string): void;
  textOf(file: string): string;
  findDiagnostics(file: string): Promise<readonly Diagnostic[]>;
  findActions(file: string, diagnostic: Diagnostic): Promise<readonly Action[]>;
  /** Makes an action's edits in the buffer. */
  apply(file: string, action: Action): Promise<void>;
  /** What is proposed at the first place of the buffer that reads `before`, behind it. */
  findCompletions(file: string, before: string): Promise<readonly Completion[]>;
  /** Stops the server. */
  close(): void;
}

const require = createRequire(import.meta.url);
const extracted = require.resolve("vscode-langservers-extracted/package.json");

/** The language servers of editors: VS Code's for ESLint and for JSON, and oxlint's own. */
const servers = {
  eslint: { script: toScript(extracted, "vscode-eslint-language-server"), args: ["--stdio"] },
  json: { script: toScript(extracted, "vscode-json-language-server"), args: ["--stdio"] },
  oxlint: { script: toScript(require.resolve("oxlint/package.json"), "oxlint"), args: ["--lsp"] },
};

function toScript(manifest: string, bin: string): string {
  return join(dirname(manifest), "bin", bin);
}

/** Which server is started; `env` is that of its process. */
export interface EditorOptions {
  readonly server?: keyof typeof servers;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a language server for a folder. */
export async function openEditor(folder: string, { server = "eslint", env = {} }: EditorOptions = {}): Promise<Editor> {
  const workspaceFolder = { uri: toUri(folder), name: "shop" };
  const applied: WorkspaceEdit[] = [];
  let refresh = (): void => {};
  const refreshed = new Promise<void>((resolve) => (refresh = resolve));
  const connection = startServer(
    { ...servers[server], cwd: folder, env },
    {
      "workspace/configuration": ({ items = [] }) => items.map(() => toSettings(workspaceFolder)),
      "eslint/confirmESLintExecution": () => 4,
      "workspace/diagnostic/refresh": () => refresh(),
      "workspace/applyEdit": ({ edit }: Asked) => {
        if (edit) applied.push(edit);
        return { applied: true };
      },
    },
  );
  await connection.request("initialize", {
    processId: process.pid,
    rootUri: workspaceFolder.uri,
    workspaceFolders: [workspaceFolder],
    initializationOptions: { handledSchemaProtocols: ["file"] },
    capabilities,
  });
  connection.notify("initialized", {});
  // until it has read its configuration, it finds nothing
  if (server === "oxlint") await refreshed;
  return createEditor(connection, applied);
}

/** `applied` is where the edits arrive that the server asks for. */
function createEditor({ pid, request, notify, stop }: Connection, applied: WorkspaceEdit[]): Editor {
  const buffers = new Map<string, { text: string; version: number }>();
  const type = (file: string, text: string): void => {
    const version = (buffers.get(file)?.version ?? 0) + 1;
    buffers.set(file, { text, version });
    const textDocument = { uri: toUri(file), version };
    if (version > 1) notify("textDocument/didChange", { textDocument, contentChanges: [{ text }] });
    else notify("textDocument/didOpen", { textDocument: { ...textDocument, languageId: toLanguage(file), text } });
  };
  const textOf = (file: string): string => buffers.get(file)?.text ?? "";
  return {
    pid,
    type,
    textOf,
    close: stop,
    open: (file) => type(file, readFileSync(file, "utf8")),
    async findDiagnostics(file) {
      const answer = await request("textDocument/diagnostic", { textDocument: { uri: toUri(file) } });
      return (answer as { items: readonly Diagnostic[] }).items;
    },
    async findActions(file, diagnostic) {
      const context = { diagnostics: [diagnostic] };
      const asked = { textDocument: { uri: toUri(file) }, range: diagnostic.range, context };
      return (await request("textDocument/codeAction", asked)) as readonly Action[];
    },
    async apply(file, { command, edit }) {
      applied.length = 0;
      if (edit) applied.push(edit);
      else await request("workspace/executeCommand", command);
      type(file, toEdited(textOf(file), applied.flatMap(toTextEdits)));
    },
    async findCompletions(file, before) {
      const lines = textOf(file).split(before)[0] + before;
      const position = { line: lines.split("\n").length - 1, character: lines.length - lines.lastIndexOf("\n") - 1 };
      const answer = await request("textDocument/completion", { textDocument: { uri: toUri(file) }, position });
      return (answer as { items: readonly Completion[] }).items;
    },
  };
}

const capabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    applyEdit: true,
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    diagnostic: {},
    publishDiagnostics: { codeDescriptionSupport: true, dataSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } }, dataSupport: true },
  },
};

/** What VS Code's extension sends by default. */
function toSettings(workspaceFolder: { readonly uri: string; readonly name: string }): object {
  return {
    validate: "on",
    packageManager: "npm",
    useESLintClass: true,
    experimental: {},
    run: "onType",
    quiet: false,
    format: false,
    onIgnoredFiles: "off",
    codeAction: {
      disableRuleComment: { enable: true, location: "separateLine" },
      showDocumentation: { enable: true },
    },
    codeActionOnSave: { mode: "all" },
    options: {},
    rulesCustomizations: [],
    problems: {},
    nodePath: null,
    workspaceFolder,
    workingDirectory: { mode: "auto" },
  };
}

function toLanguage(file: string): string {
  const languages: Readonly<Record<string, string>> = { ".json": "json", ".ts": "typescript" };
  return languages[extname(file)] ?? "javascript";
}

function toUri(path: string): string {
  return pathToFileURL(path).href;
}

function toTextEdits({ documentChanges = [], changes = {} }: WorkspaceEdit): readonly TextEdit[] {
  return [...documentChanges.flatMap(({ edits }) => edits), ...Object.values(changes).flat()];
}

function toEdited(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const toOffset = ({ line, character }: Position): number => (starts[line] ?? text.length) + character;
  const fromTheEnd = [...edits].sort((one, other) => toOffset(other.range.start) - toOffset(one.range.start));
  return fromTheEnd.reduce(
    (done, { range, newText }) => done.slice(0, toOffset(range.start)) + newText + done.slice(toOffset(range.end)),
    text,
  );
}
