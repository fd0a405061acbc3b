import { describe, expect, it } from "vitest";
import { loadOxcParser, loadTypescriptParser, parse } from "../../src/syntax/parse.ts";

const parsers = { oxc: loadOxcParser()!, typescript: loadTypescriptParser()! };

describe.each(Object.entries(parsers))("with the parser of %s", (_, parser) => {
  it("leaves out the mark of the byte order", () => {
    const { source } = parse("/repo/src/file.ts", "\uFEFFrun();", parser);
    expect(source?.text).toBe("run();");
    expect(source?.ast.body[0]?.range).toEqual([0, 6]);
  });

  it("writes a path as all others are written", () => {
    expect(parse("C:\\repo\\file.ts", "run();", parser).source?.path).toBe("C:/repo/file.ts");
  });

  it.each([
    ["file.cjs", "return run();"],
    ["file.cts", "if (run()) return;"],
    ["file.mjs", "await run();"],
    ["file.mjs", "export const a = <b>{run()}</b>;"],
    ["file.cjs", "exports.a = <b>{run()}</b>;"],
    ["file.js", "return run();"],
    ["file.ts.js", "return run();"],
    ["file.cjs.mjs", "await run();"],
    ["file.js", 'import { run } from "./run"; await run();'],
    ["file.js", "await run();"],
    ["file.jsx", "export const a = <b>{run()}</b>;"],
    ["file.tsx", "export const a = <b>{run()}</b>;"],
    ["file.js", "export const a = <b>{run()}</b>;"],
    ["file.ts", "export const a = <B>run();"],
  ])("reads %s: %s", (file, text) => {
    expect(parse(`/repo/src/${file}`, text, parser).problem).toBeNull();
  });

  it.each([
    ["file.ts", "export const a = ;", { line: 1, column: 18 }],
    ["file.js", "run(\n  a b\n);", { line: 2, column: 5 }],
    ["file.tsx", "export const a = <B>run();", {}],
  ])("says where %s is wrong: %j", (file, text, place) => {
    const { source, problem } = parse(`/repo/src/${file}`, text, parser);
    expect(source).toBeNull();
    expect(problem).toMatchObject(place);
  });
});

it("refuses what is nested too deeply to be read, and says where", () => {
  const text = `run();\nuse(${"[".repeat(5000)}${"]".repeat(5000)});`;
  const { source, problem } = parse("/repo/src/file.ts", text, parsers.oxc);
  expect(source).toBeNull();
  expect(problem).toMatchObject({ message: "Brackets are nested too deeply", line: 2 });
});
