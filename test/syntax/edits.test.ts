import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, hasOverlap, sortEdits, toOffsetBefore } from "../../src/syntax/apply-edits.ts";
import { replaceExpression, type TextEdit } from "../../src/syntax/edits.ts";

const edit = (start: number, end: number, text: string): TextEdit => ({ start, end, text });

/** A text cut into pieces of which every second one may be replaced: edits that cannot overlap. */
const disjoint = fc.array(fc.tuple(fc.string(), fc.string(), fc.option(fc.string(), { nil: null }))).map((pieces) => {
  let text = "";
  let expected = "";
  const edits: TextEdit[] = [];
  for (const [kept, old, replacement] of pieces) {
    text += kept;
    expected += kept;
    if (replacement !== null) edits.push(edit(text.length, text.length + old.length, replacement));
    text += old;
    expected += replacement ?? old;
  }
  return { text, expected, edits };
});

describe("applyEdits", () => {
  it("puts every replacement in its place", () => {
    fc.assert(
      fc.property(disjoint, ({ text, edits, expected }) => {
        expect(applyEdits(text, edits)).toBe(expected);
      }),
    );
  });

  it("does not care in which order edits at different places come", () => {
    const spread = disjoint.filter(({ edits }) => new Set(edits.map(({ start }) => start)).size === edits.length);
    fc.assert(
      fc.property(spread, ({ text, edits, expected }) => {
        expect(applyEdits(text, [...edits].reverse())).toBe(expected);
      }),
    );
  });

  it("keeps insertions at one place in their order, and before what replaces the text there", () => {
    expect(applyEdits("ab", [edit(1, 1, "1"), edit(1, 1, "2")])).toBe("a12b");
    expect(applyEdits("ab", [edit(1, 2, "B"), edit(1, 1, "1")])).toBe("a1B");
  });

  it("refuses what has no right answer", () => {
    expect(() => applyEdits("abcd", [edit(0, 2, "x"), edit(1, 3, "y")])).toThrow("Edits overlap.");
    expect(() => applyEdits("abcd", [edit(0, 3, "x"), edit(1, 1, "y")])).toThrow("Edits overlap.");
    expect(() => applyEdits("abcd", [edit(3, 5, "x")])).toThrow("outside of the text");
    expect(() => applyEdits("abcd", [edit(3, 2, "x")])).toThrow("outside of the text");
  });
});

describe("hasOverlap", () => {
  it("agrees with what can be applied", () => {
    const any = fc.array(
      fc.tuple(fc.nat(20), fc.nat(5)).map(([start, length]) => edit(start, start + length, "x")),
      { maxLength: 5 },
    );
    const text = "x".repeat(30);
    fc.assert(
      fc.property(any, (edits) => {
        if (hasOverlap(edits)) expect(() => applyEdits(text, edits)).toThrow("Edits overlap.");
        else expect(() => applyEdits(text, edits)).not.toThrow();
      }),
    );
  });

  it("lets edits touch", () => {
    expect(hasOverlap([edit(0, 2, ""), edit(2, 4, ""), edit(2, 2, "x")])).toBe(false);
  });
});

describe("sortEdits", () => {
  it("leaves its argument alone", () => {
    const edits = [edit(4, 4, "b"), edit(0, 1, "a")];
    expect(sortEdits(edits).map(({ start }) => start)).toEqual([0, 4]);
    expect(edits[0]?.start).toBe(4);
  });
});

describe("toOffsetBefore", () => {
  it("leads every character that was kept back to where it was", () => {
    fc.assert(
      fc.property(disjoint, ({ text, edits }) => {
        for (let offset = 0; offset < text.length; offset++) {
          const made = edits.filter((edit) => edit.end <= offset);
          const shift = made.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
          const isKept = !edits.some(({ start, end }) => start <= offset && offset < end);
          if (isKept) expect(toOffsetBefore(edits, offset + shift)).toBe(offset);
        }
      }),
    );
  });

  it("says of inserted text that it lay where it was inserted", () => {
    expect(toOffsetBefore([edit(2, 2, "xyz")], 4)).toBe(2);
    expect(toOffsetBefore([edit(2, 4, "xyz")], 3)).toBe(2);
  });
});

describe("replaceExpression", () => {
  it.each([
    ['throw"boom";', "new Error()", "throw new Error();"],
    ['throw"boom";', '("bang")', 'throw("bang");'],
    ['throw "boom";', "new Error()", "throw new Error();"],
    ['f("boom");', "error", "f(error);"],
  ])("leaves a space where words would become one: %j", (source, text, expected) => {
    const start = source.indexOf('"');
    expect(applyEdits(source, [replaceExpression([start, start + 6], text, source)])).toBe(expected);
  });
});
