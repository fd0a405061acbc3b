import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";

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

interface Action {
  readonly title: string;
  readonly command?: { readonly command: string; readonly arguments: readonly unknown[] };
}

interface WorkspaceEdit {
  readonly documentChanges: readonly { readonly edits: readonly { range: Range; newText: string }[] }[];
}

/** An editor as a person sees it: buffers, what is underlined in them, and what the light bulb offers. */
export interface Editor {
  /** Opens the file as it is on the disk. */
  open(file: string): void;
  type(file: string, text: string): void;
  textOf(file: string): string;
  findDiagnostics(file: string): Promise<readonly Diagnostic[]>;
  findActions(file: string, diagnostic: Diagnostic): Promise<readonly Action[]>;
  /** Lets the server make an action's edits in the buffer. */
  apply(file: string, action: Action): Promise<void>;
}

const require = createRequire(import.meta.url);
const server = require.resolve("vscode-langservers-extracted/bin/vscode-eslint-language-server");

/** Starts the ESLint server of VS Code for a folder. It is stopped when the test is over. */
export async function openEditor(folder: string, env: Readonly<Record<string, string>> = {}): Promise<Editor> {
  const workspaceFolder = { uri: toUri(folder), name: "shop" };
  const buffers = new Map<string, { text: string; version: number }>();
  const applied: WorkspaceEdit[] = [];
  const connection = connect(folder, env, {
    "workspace/configuration": ({ items = [] }) => items.map(() => toSettings(workspaceFolder)),
    "eslint/confirmESLintExecution": () => 4,
    "workspace/applyEdit": ({ edit }) => {
      if (edit) applied.push(edit);
      return { applied: true };
    },
  });
  const { request, notify } = connection;
  await request("initialize", {
    processId: process.pid,
    rootUri: workspaceFolder.uri,
    workspaceFolders: [workspaceFolder],
    capabilities,
  });
  notify("initialized", {});
  const type = (file: string, text: string): void => {
    const version = (buffers.get(file)?.version ?? 0) + 1;
    buffers.set(file, { text, version });
    const textDocument = { uri: toUri(file), version };
    if (version > 1) notify("textDocument/didChange", { textDocument, contentChanges: [{ text }] });
    else notify("textDocument/didOpen", { textDocument: { ...textDocument, languageId: "javascript", text } });
  };
  const textOf = (file: string): string => buffers.get(file)?.text ?? "";
  return {
    type,
    textOf,
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
    async apply(file, { command }) {
      applied.length = 0;
      await request("workspace/executeCommand", command);
      const edits = applied.flatMap(({ documentChanges }) => documentChanges.flatMap(({ edits: each }) => each));
      type(file, toEdited(textOf(file), edits));
    },
  };
}

const capabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    applyEdit: true,
    workspaceEdit: { documentChanges: true },
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

function toUri(path: string): string {
  return pathToFileURL(path).href;
}

function toEdited(text: string, edits: readonly { range: Range; newText: string }[]): string {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const toOffset = ({ line, character }: Position): number => (starts[line] ?? text.length) + character;
  const fromTheEnd = [...edits].sort((one, other) => toOffset(other.range.start) - toOffset(one.range.start));
  return fromTheEnd.reduce(
    (done, { range, newText }) => done.slice(0, toOffset(range.start)) + newText + done.slice(toOffset(range.end)),
    text,
  );
}

/** What a server may ask an editor, as far as it is answered. */
interface Asked {
  readonly items?: readonly unknown[];
  readonly edit?: WorkspaceEdit;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Asked;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Connection {
  request(method: string, params: unknown): Promise<unknown>;
  notify(method: string, params: unknown): void;
}

type Answers = Readonly<Record<string, (params: Asked) => unknown>>;

/** JSON-RPC over the standard streams. What the server asks and `answers` lack is answered by `null`. */
function connect(cwd: string, env: Readonly<Record<string, string>>, answers: Answers): Connection {
  const child = spawn(process.execPath, [server, "--stdio"], { cwd, env: { ...process.env, ...env } });
  onTestFinished(() => void child.kill());
  const pending = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  const send = (message: Message | object): void => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  readMessages(child.stdout, ({ id, method, params = {}, result, error }) => {
    if (id === undefined) return;
    if (method !== undefined) return send({ id, result: answers[method]?.(params) ?? null });
    const waiting = pending.get(id);
    pending.delete(id);
    if (error) waiting?.reject(new Error(`The language server failed: ${error.message}`));
    else waiting?.resolve(result);
  });
  let last = 0;
  return {
    notify: (method, params) => send({ method, params }),
    request: (method, params) =>
      new Promise((resolve, reject) => {
        pending.set(++last, { resolve, reject });
        send({ id: last, method, params });
      }),
  };
}

function readMessages(stream: NodeJS.ReadableStream, onMessage: (message: Message) => void): void {
  let rest = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let next = parseMessage(rest); next !== null; next = parseMessage(rest)) {
      rest = rest.subarray(next.end);
      onMessage(next.message);
    }
  });
}

/** The first message in what was received, or `null` while it is not whole. */
function parseMessage(bytes: Buffer): { readonly message: Message; readonly end: number } | null {
  const header = bytes.indexOf("\r\n\r\n");
  if (header < 0) return null;
  const length = Number(/Content-Length: (\d+)/i.exec(bytes.toString("ascii", 0, header))?.[1]);
  const end = header + 4 + length;
  if (bytes.length < end) return null;
  return { message: JSON.parse(bytes.toString("utf8", header + 4, end)) as Message, end };
}
