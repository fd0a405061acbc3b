import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const command = join(inject("installedCommand"), "error-contract/dist/main.mjs");
const pages = ["README.md", "cli/README.md"].concat(
  readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
);

/** What pages tell people to type: in a block, in a workflow, or in a sentence. */
const told = pages.flatMap((page) => {
  const text = readFileSync(join(root, page), "utf8");
  const lines = text.matchAll(/(?:npx|`) ?error-contract ([a-z][\w-]*)((?:(?! && )[^`#\n])*)/g);
  return Array.from(lines, ([, name = "", rest = ""]) => ({ page, name, rest }));
});

const names = [...new Set(told.map(({ name }) => name))].sort();

describe("what the pages tell people to type", () => {
  it("is much", () => {
    expect(told.length).toBeGreaterThan(50);
    expect(names).toEqual(
      expect.arrayContaining(["check", "generate", "init", "migrate", "plan", "rename-code", "why"]),
    );
  });

  it.each(names)("is what there is: error-contract %s", (name) => {
    const { status, stdout } = spawnSync(process.execPath, [command, name, "--help"], { encoding: "utf8" });
    expect(status).toBe(0);
    const options = new Set(stdout.match(/(?<![\w-])--?[a-z][\w-]*/g));
    const unknown = told
      .filter((each) => each.name === name)
      .flatMap(({ page, rest }) => (rest.match(/(?<![\w-])--?[a-z][\w-]*/g) ?? []).map((option) => ({ page, option })))
      .filter(({ option }) => !options.has(option));
    expect(unknown).toEqual([]);
  });
});
