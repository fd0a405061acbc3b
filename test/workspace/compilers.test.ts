import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createDisk } from "../../src/contract/disk.ts";
import { loadContract } from "../../src/contract/load.ts";
import { toPolicy } from "../../src/contract/policy.ts";
import { parse } from "../../src/syntax/parse.ts";
import { toIndex } from "../../src/workspace/load-packages.ts";
import { toContribution } from "../../src/workspace/to-contribution.ts";
import { createFileTree } from "../contract/file-tree.ts";

const contract = {
  format: 1,
  extends: ["error-contract:starter"],
  version: "1.0.0",
  typescript: {
    errors: [{ name: "AppError", module: "./src/server/errors", code: 0, message: 1, options: 2, canonical: true }],
  },
};
const sources: Readonly<Record<string, string>> = {
  "src/server/errors.ts": "export class AppError extends Error {}",
  "src/server/orders.ts": 'import { upload } from "../client/upload";\nexport const orders = upload;',
  "src/client/upload.ts": "export const upload = 1;",
};

/** Why a file is given no import of the error class; `null` where it may be. */
function findRefusal(path: string, compilers: Readonly<Record<string, object>>, files = sources): string | null {
  const root = createFileTree({ ".git/HEAD": "", "error-contract.json": contract, ...files, ...compilers });
  const { contract: loaded } = loadContract(join(root, "error-contract.json"), createDisk());
  const contributions = Object.entries(files).map(([name, text]) => {
    const { source } = parse(join(root, name), text);
    if (source === null) throw new SyntaxError(name);
    return [join(root, name), toContribution(source, { contract: loaded, policy: toPolicy(loaded, {}) })] as const;
  });
  const answer = toIndex(new Map(contributions), root).answer({ kind: "import-cycle", path: join(root, path) });
  return answer.granted ? null : answer.reason;
}

const ofPart = (part: string, more: object = {}): object => ({
  compilerOptions: { rootDir: `src/${part}` },
  include: [`src/${part}`],
  ...more,
});
const solution = { files: [], references: [{ path: "./tsconfig.client.json" }, { path: "./tsconfig.server.json" }] };
const parts = {
  "tsconfig.json": solution,
  "tsconfig.client.json": ofPart("client"),
  "tsconfig.server.json": ofPart("server"),
};
const refusal = "tsconfig.client.json compiles it with nothing from outside of src/client, where the error module is";

describe("an import of the error class is refused", () => {
  it.each([
    ["to what is compiled without the folder of the module", parts, refusal],
    ["by a configuration that nothing refers to", { "tsconfig.client.json": ofPart("client") }, refusal],
    ["by one of several", { "tsconfig.json": { include: ["src"] }, "tsconfig.client.json": ofPart("client") }, refusal],
    [
      "by one in another folder, which the root's refers to",
      {
        "tsconfig.json": { files: [], references: [{ path: "config/client.json" }] },
        "config/client.json": { compilerOptions: { rootDir: "../src/client" }, include: ["../src/client/**/*"] },
      },
      "config/client.json compiles it with nothing from outside of src/client, where the error module is",
    ],
    [
      "by what a configuration extends",
      {
        "src/client/tsconfig.json": { extends: "./base" },
        "src/client/base.json": { compilerOptions: { rootDir: "." } },
      },
      "src/client/tsconfig.json compiles it with nothing from outside of src/client, where the error module is",
    ],
  ])("%s", (_, compilers, reason) => {
    expect(findRefusal("src/client/upload.ts", compilers)).toBe(reason);
  });

  it.each([
    ["where the module is in the folder, too", "src/server/orders.ts", parts],
    [
      "where the folder has both",
      "src/client/upload.ts",
      { "tsconfig.json": { compilerOptions: { rootDir: "./src" } } },
    ],
    ["where no folder is named", "src/client/upload.ts", { "tsconfig.json": { include: ["src"] } }],
    [
      "where the file is left out",
      "src/client/upload.ts",
      { "tsconfig.json": ofPart("client", { exclude: ["**/up*"] }) },
    ],
    [
      "where other files are named",
      "src/client/upload.ts",
      { "tsconfig.json": ofPart("client", { include: undefined, files: ["src/client/page.ts"] }) },
    ],
    [
      "where the file itself is outside of the folder",
      "src/client/upload.ts",
      { "tsconfig.json": { compilerOptions: { rootDir: "src/pages" } } },
    ],
  ])("but not %s", (_, path, compilers) => {
    expect(findRefusal(path, compilers)).toBeNull();
  });

  it("but not in JavaScript, which no compiler need read", () => {
    const scripts = {
      "src/server/errors.js": "exports.AppError = class extends Error {};",
      "src/server/orders.js": 'exports.orders = require("../client/upload").upload;',
      "src/client/upload.js": "exports.upload = 1;",
    };
    expect(findRefusal("src/client/upload.js", parts, scripts)).toBeNull();
  });
});
