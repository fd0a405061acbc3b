import { describe, expect, it } from "vitest";
import { loadOxcParser, loadTypescriptParser, type Parser } from "../../src/syntax/parse.ts";
import { findFixtures, migrate } from "./fixture.ts";

const folder = new URL(".", import.meta.url).pathname;
const parsers: [string, Parser | null][] = [
  ["oxc-parser", loadOxcParser()],
  ["@typescript-eslint/parser", loadTypescriptParser()],
];

function toCrlf(text: string): string {
  return text.replaceAll("\n", "\r\n");
}

/** Two spaces of indentation are one tab. */
function toTabs(text: string): string {
  return text.replace(/^(?: {2})+/gm, (indent) => "\t".repeat(indent.length / 2));
}

describe.each(findFixtures(folder))("$name", ({ fixtures }) => {
  describe.each(fixtures)("$name", (fixture) => {
    const { input, output, left } = fixture;

    it.each(parsers)("is migrated to the byte through %s", (_, parser) => {
      expect(parser).not.toBeNull();
      expect(migrate(fixture, input, parser!)).toEqual({ text: output, left });
    });

    it("finds nothing to do in its own output", () => {
      expect(migrate(fixture, output).text).toBe(output);
    });

    it("keeps the line endings of Windows", () => {
      expect(migrate(fixture, toCrlf(input)).text).toBe(toCrlf(output));
    });

    it("keeps tabs", () => {
      expect(migrate(fixture, toTabs(input)).text).toBe(toTabs(output));
    });

    it("does not stumble over a byte order mark", () => {
      expect(migrate(fixture, `\ufeff${input}`).text).toBe(output);
    });
  });
});
