import { describe, expect, it } from "vitest";
import type { LeftSite } from "../../codemods/codemod.ts";
import { findTodoEdits } from "../../codemods/write-todos.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import { parse } from "../../src/syntax/parse.ts";
import { toPosition } from "../../src/syntax/position.ts";

const rule = "no-bare-rethrow";
const mark = `// TODO(error-contract/${rule}): `;

/** What becomes of a text whose sites at these places are left, each for this reason. */
function write(text: string, at: Readonly<Record<string, string>>, isWriting = true): string {
  const { source } = parse("/repo/src/file.tsx", text);
  const left = Object.entries(at).map(([place, reason]): LeftSite => {
    return { ...toPosition(text, text.indexOf(place)), codemod: "wrap-rethrows", rule, reason };
  });
  const task = { left, rules: new Set([rule]), isWriting, isPutOff: (reason: string) => reason === "later" };
  return applyEdits(text, findTodoEdits(source!, task));
}

describe("a comment about what is left", () => {
  it.each([
    ["the only line", "throw a;", `${mark}why\nthrow a;`],
    ["a line of a block", "{\n  run();\n  throw a;\n}", `{\n  run();\n  ${mark}why\n  throw a;\n}`],
    ["below a comment at the end of a line", "run(); // runs\nthrow a;", `run(); // runs\n${mark}why\nthrow a;`],
    [
      "above comments of its own",
      "run();\n// first\n// then\nthrow a;",
      `run();\n${mark}why\n// first\n// then\nthrow a;`,
    ],
    [
      "above comments of its own in a block",
      "{\n  run(); // runs\n  // first\n  throw a;\n}",
      `{\n  run(); // runs\n  ${mark}why\n  // first\n  throw a;\n}`,
    ],
    ["below comments of others", "// about all\n\nthrow a;", `// about all\n\n${mark}why\nthrow a;`],
    ["a line by its tabs", "{\r\n\tthrow a;\r\n}", `{\r\n\t${mark}why\r\n\tthrow a;\r\n}`],
    [
      "the statement around text of JSX",
      "show(<p>\n  {get(() => { throw a; })}\n</p>);",
      `${mark}why\nshow(<p>\n  {get(() => { throw a; })}\n</p>);`,
    ],
    ["a field", "class A {\n  get = () => { throw a; };\n}", `class A {\n  ${mark}why\n  get = () => { throw a; };\n}`],
    ["a method", "class A {\n  get() { throw a; }\n}", `class A {\n  ${mark}why\n  get() { throw a; }\n}`],
  ])("stands above %s", (_, text, expected) => {
    expect(write(text, { "throw a": "why" })).toBe(expected);
    expect(write(expected, { "throw a": "why" })).toBe(expected);
    expect(write(expected, {})).toBe(text);
    expect(write(expected, {}, false)).toBe(text);
  });

  it("moves with what it is about", () => {
    expect(write(`${mark}why\nrun();\nthrow a;`, { "throw a": "why" })).toBe(`run();\n${mark}why\nthrow a;`);
    expect(write(`throw a;\n${mark}why\nrun();`, { "throw a": "why" })).toBe(`${mark}why\nthrow a;\nrun();`);
  });

  it("goes with its line, be it the last", () => {
    expect(write(`run();\n${mark}why`, {})).toBe("run();\n");
  });

  it.each([
    ["the line has another in force", `// eslint-disable-next-line error-contract/${rule}\nthrow a;`],
    ["another statement begins the line", "run(); throw a;"],
  ])("is none where %s", (_, text) => {
    expect(write(text, { "throw a": "why" })).toBe(text);
  });

  it("names files without their lines, which move", () => {
    const reason = "`f` in src/a.ts:12 asks `err.code`,\n  and src/b.tsx:7:34";
    expect(write("throw a;", { "throw a": reason })).toBe(
      `${mark}\`f\` in src/a.ts asks \`err.code\`, and src/b.tsx\nthrow a;`,
    );
  });

  it("is another one for another reason, and stays where the site was put off", () => {
    const text = `${mark}why\nthrow a;`;
    expect(write(text, { "throw a": "because" })).toBe(`${mark}because\nthrow a;`);
    expect(write(text, { "throw a": "later" })).toBe(text);
    expect(write("throw a;", { "throw a": "later" })).toBe("throw a;");
    expect(write(text, { "throw a": "because" }, false)).toBe(text);
  });

  it("is one for each reason of a line", () => {
    expect(write("run(a, b);", { a: "one", b: "other" })).toBe(`${mark}one\n${mark}other\nrun(a, b);`);
  });

  it("is one for each line, whatever stands above another", () => {
    const text = `throw a;\n${mark}why\nthrow b;`;
    expect(write(text, { "throw a": "why", "throw b": "why" })).toBe(`${mark}why\n${text}`);
    const later = `${mark}why\nthrow a;\nthrow b;`;
    expect(write(later, { "throw a": "why", "throw b": "why" })).toBe(`${mark}why\nthrow a;\n${mark}why\nthrow b;`);
  });

  it.each([
    ["that only mentions it", `// see ${mark.slice(3)}why\nrun();`],
    ["in a block", `/* ${mark.slice(3)}why */\nrun();`],
    ["at the end of a line", `run(); ${mark}why\nstop();`],
    ["of another rule", "// TODO(error-contract/require-cause): why\nrun();"],
    ["of somebody else", "// TODO(orders): why\nrun();"],
  ])("is none %s", (_, text) => {
    expect(write(text, {})).toBe(text);
  });
});
