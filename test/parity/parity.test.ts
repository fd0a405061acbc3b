import { describe, expect, it } from "vitest";
import { codemods } from "../../codemods/index.ts";
import { toStockTransform } from "../../codemods/transforms/stock-transform.ts";
import { loadOxcParser, loadTypescriptParser } from "../../src/syntax/parse.ts";
import { acceptSuggestions, grantingIndex, lint, migrate } from "./doors.ts";
import { createProject, runTransform } from "./project.ts";

const parsers = [
  { parserName: "oxc-parser", parser: loadOxcParser()! },
  { parserName: "@typescript-eslint/parser", parser: loadTypescriptParser()! },
];
const files = createProject();

/** Whether the boundary is there, who listens, who tells a cause and who answers with which status, is nothing that one file says. */
const needingProject = new Set([
  "add-boundary",
  "code-errors",
  "preserve-cause",
  "seal-responses",
  "stabilise-messages",
  "wrap-rethrows",
]);
/** What a test can never match is said by its own file. */
const provenByFile = new Set(["match-through-wraps"]);

const tried = codemods.filter((codemod) => files.some((file) => file.codemod === codemod));

describe.each(tried)("$name", (codemod) => {
  const own = files.filter((file) => file.codemod === codemod);
  const transformed = runTransform(codemod.name, own);

  it("has fixtures that one file settles, and such as need the project", () => {
    const alone = own.filter((file) => migrate(file, null).text !== file.input);
    const inProject = own.filter((file) => migrate(file, grantingIndex).text !== migrate(file, null).text);
    if (!needingProject.has(codemod.name)) expect(alone).not.toEqual([]);
    if (!provenByFile.has(codemod.name)) expect(inProject).not.toEqual([]);
  });

  describe.each(own)("$name", (file) => {
    const output = migrate(file, grantingIndex).text;
    const outputAlone = migrate(file, null).text;

    it("is what the fixture says, through each parser", () => {
      expect(file.isForSingleFile ? outputAlone : output).toBe(file.output);
      for (const { parser } of parsers) {
        expect(migrate(file, grantingIndex, parser).text).toBe(output);
        expect(migrate(file, null, parser).text).toBe(outputAlone);
      }
    });

    it("comes out the same of the editor, in whatever order suggestions are accepted", () => {
      for (const choice of ["first", "last"] as const) {
        expect(acceptSuggestions(file, grantingIndex, choice)).toBe(output);
        expect(acceptSuggestions(file, null, choice)).toBe(outputAlone);
      }
    });

    it("comes out of jscodeshift as of a door that sees one file", () => {
      expect(transformed.get(file.relativePath)).toBe(file.hasContract ? outputAlone : file.input);
    });

    it.each(parsers)("comes out the same of the transform through $parserName", ({ parser }) => {
      const transform = toStockTransform(codemod, () => parser);
      const expected = file.hasContract && outputAlone !== file.input ? outputAlone : undefined;
      expect(transform({ path: file.path, source: file.input })).toBe(expected);
    });

    it("is fixed by ESLint nowhere unasked where the project would have to be seen", () => {
      const settledAlone = new Set(migrate(file, null).changes.map(({ line, column }) => `${line}:${column}`));
      const fixed = lint(file, file.input).filter(({ fix }) => fix !== undefined);
      expect(fixed.filter(({ line, column }) => !settledAlone.has(`${line}:${column}`))).toEqual([]);
    });
  });
});
