import fc from "fast-check";
import { expect, it } from "vitest";
import { toOffset, toPosition } from "../../src/syntax/position.ts";

it.each([
  ["ab", 1, { line: 1, column: 2 }],
  ["a\nb", 2, { line: 2, column: 1 }],
  ["a\r\nbc", 4, { line: 2, column: 2 }],
  ["a\rb", 2, { line: 2, column: 1 }],
  ["", 0, { line: 1, column: 1 }],
])("has a line and a column in %j at %d, and comes back", (text, offset, position) => {
  expect(toPosition(text, offset)).toEqual(position);
  expect(toOffset(text, position)).toBe(offset);
});

it("comes back from wherever it is", () => {
  const lines = fc.array(fc.string({ unit: "grapheme-ascii" }), { minLength: 1 }).map((each) => each.join("\n"));
  fc.assert(
    fc.property(lines, fc.nat(), (text, at) => {
      const offset = at % (text.length + 1);
      expect(toOffset(text, toPosition(text, offset))).toBe(offset);
    }),
  );
});
