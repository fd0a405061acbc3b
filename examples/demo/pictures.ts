import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openEditor, type Action, type Diagnostic } from "../../test/hosts/editor.ts";
import { findFencedBlocks } from "../../test/support/fenced-blocks.ts";
import { drawTerminal } from "./terminal-picture.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pictures = join(root, "docs/pictures");
const page = readFileSync(join(root, "docs/quick-start.md"), "utf8");
const [service = ""] = findFencedBlocks(page, "The first finding", "js");
const store = readFileSync(join(root, "test/hosts/fixtures/quick-start/src/store.js"), "utf8");

const bold = (text: string): string => `\x1b[1m${text}\x1b[22m`;
const paint = (code: number, text: string): string => `\x1b[${code}m${text}\x1b[39m`;

/** Writes the pictures that the pages show: what the programs print about the service of the quick start. */
const folder = mkdtempSync(join(tmpdir(), "error-contract-pictures-"));
try {
  setUp();
  mkdirSync(pictures, { recursive: true });
  draw("lint", "npx eslint src", runProgram("node_modules/eslint/bin/eslint.js", "--color", "src"));
  draw("quick-fix", "src/app.js in an editor", await showEditor());
  const command = join(root, "cli/dist/main.mjs");
  runProgram(command, "init", "--yes");
  commit();
  draw("migrate", "npx error-contract migrate --dry-run", runProgram(command, "migrate", "--dry-run"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function setUp(): void {
  const config = `import errorContract from "${join(root, "index.mjs")}";
export default [errorContract.configs["flat/recommended"]];
`;
  const files = {
    "package.json": `{ "type": "module", "dependencies": { "express": "5.3.0" } }`,
    ".gitignore": "node_modules\n",
    "eslint.config.js": config,
    "src/store.js": store,
    "src/app.js": service,
  };
  mkdirSync(join(folder, "src"));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  commit();
}

function commit(): void {
  const author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  execFileSync("git", ["add", "."], { cwd: folder });
  execFileSync("git", [...author, "commit", "--quiet", "--message", "a step"], { cwd: folder });
}

function runProgram(script: string, ...args: string[]): string {
  const env = { ...process.env, FORCE_COLOR: "1", NO_COLOR: undefined };
  return spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: "utf8", env }).stdout;
}

function draw(name: string, title: string, printed: string): void {
  writeFileSync(join(pictures, `${name}.svg`), drawTerminal(title, printed.replaceAll(folder, "~/shop")));
}

/** The file with what is underlined in it, and the light bulb of one finding. */
async function showEditor(): Promise<string> {
  const editor = await openEditor(folder);
  try {
    const file = join(folder, "src/app.js");
    editor.open(file);
    const found = await editor.findDiagnostics(file);
    const chosen = found.find(({ code }) => code === "error-contract/no-bare-rethrow");
    if (!chosen) throw new Error("The server finds no bare rethrow", { cause: found });
    const actions = await editor.findActions(file, chosen);
    return toScreen(editor.textOf(file), chosen, actions);
  } finally {
    editor.close();
  }
}

function toScreen(text: string, { range, message, code }: Diagnostic, actions: readonly Action[]): string {
  const { start, end } = range;
  const lines = text.split("\n").map((line, index) => {
    const number = paint(90, `${index + 1}`.padStart(3));
    if (index !== start.line) return `${number}  ${line}`;
    const [before, at] = [line.slice(0, start.character), line.slice(start.character, end.character)];
    return `${number}  ${before}\x1b[4m${paint(31, at)}\x1b[24m${line.slice(end.character)}`;
  });
  const indent = " ".repeat(start.character + 5);
  const hover = [...message.split(/(?<=\.) (?=[A-Z])/), paint(90, code)].map((each) => `${indent}${each}`);
  const menu = actions.slice(0, 3).map(({ title }, index) => {
    const line = `${indent}${index === 0 ? "💡" : "  "} ${title}`;
    return index === 0 ? bold(line) : line;
  });
  return [...lines.slice(start.line - 5, start.line + 1), ...hover, ...menu, ...lines.slice(start.line + 1)].join("\n");
}
