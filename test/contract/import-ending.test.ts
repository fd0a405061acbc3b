import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { toImportEnding } from "../../src/contract/import-ending.ts";

const root = mkdtempSync(join(tmpdir(), "import-ending-"));
afterAll(() => rmSync(root, { recursive: true }));

/** A package with these files, and the path of one in it. */
function inPackage(name: string, files: Record<string, string>, file: string): string {
  for (const [path, text] of Object.entries({ ".git/HEAD": "", ...files })) {
    const target = join(root, name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return join(root, name, file);
}

const esm = `{ "type": "module" }`;
const nodeNext = `{ "compilerOptions": { "module": "NodeNext" } }`;

it.each([
  ["a module of JavaScript", { "package.json": esm }, "src/orders.js", ".js"],
  ["JavaScript that requires", { "package.json": "{}" }, "src/orders.js", ""],
  ["TypeScript for Node's resolution", { "package.json": esm, "tsconfig.json": nodeNext }, "src/orders.ts", ".js"],
  [
    "TypeScript whose configuration extends another",
    {
      "package.json": esm,
      "tsconfig.json": `{ "extends": ["@tsconfig/node22/tsconfig.json", "./base"] }`,
      "base.json": `{ "compilerOptions": { "strict": true } }`,
      "node_modules/@tsconfig/node22/tsconfig.json": nodeNext,
    },
    "src/orders.ts",
    ".js",
  ],
  [
    "TypeScript that says otherwise than what it extends",
    {
      "package.json": esm,
      "tsconfig.json": `{ "extends": "./base.json", "compilerOptions": { "module": "esnext" } }`,
      "base.json": nodeNext,
    },
    "src/orders.ts",
    "",
  ],
  [
    "TypeScript that another configuration compiles, which the nearest refers to",
    {
      "package.json": esm,
      "tsconfig.json": `{ "files": [], "references": [{ "path": "./compilers/client.json" }, { "path": "./server" }] }`,
      "compilers/client.json": `{ "compilerOptions": { "module": "esnext" }, "include": ["../src/client"] }`,
      "server/tsconfig.json": `{ "compilerOptions": { "module": "nodenext" }, "include": ["../src/server"] }`,
    },
    "src/server/orders.ts",
    ".js",
  ],
  [
    "TypeScript that a configuration beside the nearest compiles",
    {
      "package.json": esm,
      "tsconfig.json": `{ "compilerOptions": { "module": "nodenext" }, "exclude": ["src/client"] }`,
      "tsconfig.client.json": `{ "compilerOptions": { "module": "esnext" }, "include": ["src/client/**/*"] }`,
    },
    "src/client/orders.ts",
    "",
  ],
  [
    "TypeScript that the nearest leaves out, and no other one names",
    {
      "package.json": esm,
      "tsconfig.json": `{ "compilerOptions": { "module": "nodenext" }, "files": ["src/app.ts"] }`,
      "tsconfig.client.json": `{ "compilerOptions": { "module": "esnext" }, "include": ["src/client"] }`,
    },
    "src/orders.ts",
    ".js",
  ],
  ["TypeScript for a bundler", { "package.json": esm, "tsconfig.json": "{}" }, "src/orders.ts", ""],
  ["TypeScript that becomes CommonJS", { "package.json": "{}", "tsconfig.json": nodeNext }, "src/orders.ts", ""],
  ["the nearest package", { "package.json": esm, "packages/api/package.json": "{}" }, "packages/api/src/orders.js", ""],
  ["a file that says it by its own name", { "package.json": "{}" }, "src/orders.mts", ".mjs"],
  ["a file in no package", {}, "src/orders.ts", ""],
])("is that of %s", (name, files, file, ending) => {
  expect(toImportEnding(inPackage(name.replace(/\W/g, "-"), files, file))).toBe(ending);
});
