import { describe, expect, it } from "vitest";
import { legacyService, runOwn } from "./legacy-service.ts";
import { findTodoEdits } from "../../codemods/write-todos.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import { parse } from "../../src/syntax/parse.ts";
import { toPosition } from "../../src/syntax/position.ts";
import type { Source } from "../../src/syntax/source.ts";
import { commit, createRepository, get, put } from "./workbench.ts";

const asked = "// TODO(error-contract/no-bare-rethrow): `get` in src/api.ts asks `err.retryable`";

/** Migrates with comments, and once more, which changes nothing; returns what became of a file. */
async function migrateTwice(folder: string, path: string): Promise<string> {
  expect(await runOwn(folder, "migrate", "--todo")).toMatchObject({ code: 0, err: "" });
  const text = get(folder, path);
  commit(folder);
  expect(await runOwn(folder, "migrate", "--todo", "--dry-run")).toMatchObject({ code: 0 });
  return text;
}

/** A service whose file `src/load.ts` is another one. */
const withLoad = (text: string): Record<string, string> => ({
  ...legacyService,
  "src/load.ts": text,
});

describe("migrate --todo", () => {
  it("writes a comment above every site that is left, with its indentation, and never twice", async () => {
    const folder = createRepository(legacyService);
    const { out } = await runOwn(folder, "migrate", "--todo", "--dry-run");
    expect(out).toContain("     1  comment about what is left");
    expect(get(folder, "src/load.ts")).toBe(legacyService["src/load.ts"]);
    const text = await migrateTwice(folder, "src/load.ts");
    expect(text).toBe(legacyService["src/load.ts"].replace("    throw err;", `    ${asked}\n    throw err;`));
    expect(get(folder, "src/save.ts")).not.toContain("TODO");
  });

  it("takes a comment away that is settled, writes one anew whose reason is another, and leaves those of other rules", async () => {
    const folder = createRepository(legacyService);
    await migrateTwice(folder, "src/load.ts");
    put(folder, "src/api.ts", get(folder, "src/api.ts").replaceAll("retryable", "code"));
    commit(folder);
    expect(await migrateTwice(folder, "src/load.ts")).toContain("asks `err.code`\n    throw");
    expect(get(folder, "src/load.ts")).not.toContain("retryable");
    put(folder, "src/api.ts", "export const get = 1;\n");
    commit(folder);
    await runOwn(folder, "migrate", "--only", "require-cause", "--todo");
    expect(get(folder, "src/load.ts")).toContain("TODO(error-contract/no-bare-rethrow)");
    expect(await runOwn(folder, "migrate")).toMatchObject({ code: 0 });
    expect(get(folder, "src/load.ts")).toContain("throw AppError.wrap(err");
    expect(get(folder, "src/load.ts")).not.toContain("TODO");
  });

  it("says nothing of what lies beyond --max-changes, and keeps what was said of it", async () => {
    const folder = createRepository(legacyService);
    await runOwn(folder, "migrate", "--todo", "--max-changes", "1");
    expect(get(folder, "src/load.ts")).toContain(asked);
    expect(get(folder, "src/remove.ts") + get(folder, "src/save.ts")).not.toContain("TODO");
  });

  it("stands above the statement, whatever that is part of, and never between a directive and its line", async () => {
    const before = `import type { Load } from "./types";
export const load = (id: string) => \`
  \${(() => {
    try {
      return db.load(id);
    } catch (err) {
      throw err;
    }
  })()}
\`;
export const draw = (id: string) =>
  db.load(id).catch((err) => { throw err; });
export class Loader {
  load = (id: string) => db.load(id).catch((err) => { throw err; });
  draw(id: string) {
    try {
      db.load(id);
    } catch (err) {
      // is it there?
      // @ts-ignore
      if (id) throw err;
      // prettier-ignore
      throw err;
    }
  }
}
`;
    const folder = createRepository(withLoad(before));
    put(folder, "src/api.ts", get(folder, "src/api.ts").replace("import { load }", "import { load, draw, Loader }"));
    put(
      folder,
      "src/api.ts",
      `${get(folder, "src/api.ts")}
export async function all(id: string) {
  try {
    await draw(id);
    await new Loader().load(id);
    new Loader().draw(id);
  } catch (err) {
    if (err.retryable === "later") return null;
    return 1;
  }
}
`,
    );
    commit(folder);
    const text = await migrateTwice(folder, "src/load.ts");
    const lines = text.split("\n");
    const below = lines.flatMap((line, index) => (line.includes("TODO(") ? [lines[index + 1]] : []));
    expect(below).toMatchInlineSnapshot(`
      [
        "      throw err;",
        "export const draw = (id: string) =>",
        "  load = (id: string) => db.load(id).catch((err) => { throw err; });",
        "      // prettier-ignore",
      ]
    `);
    expect(lines.filter((line) => !line.includes("TODO(")).join("\n")).toBe(before);
  });

  it("is never put into the text of JSX or of a template, or behind a `return`", () => {
    const text = `export const View = () => {
  return (
    <p>
      text
      {load().catch((err) => { throw err; })}
      {\`
        \${run(() => {
          throw err;
        })}\`}
    </p>
  );
};
`;
    const { source } = parse("/repo/view.tsx", text);
    const left = [...text.matchAll(/throw err/g)].map(({ index }) => ({
      ...toPosition(text, index),
      codemod: "wrap-rethrows",
      rule: "no-bare-rethrow",
      reason: "it is asked",
    }));
    const edits = findTodoEdits(source as Source, { left, rules: new Set(), isWriting: true, isPutOff: () => false });
    expect(applyEdits(text, edits)).toBe(
      text.replace(
        /^ *(?:return|throw)/gm,
        (line) => `${line.replace(/\w+/, "")}// TODO(error-contract/no-bare-rethrow): it is asked\n${line}`,
      ),
    );
  });

  it("keeps line endings", async () => {
    const folder = createRepository(withLoad(legacyService["src/load.ts"].replaceAll("\n", "\r\n")));
    const text = await migrateTwice(folder, "src/load.ts");
    expect(text).toContain(`\r\n    ${asked}\r\n    throw err;`);
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  });
});
