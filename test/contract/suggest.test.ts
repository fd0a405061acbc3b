import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNearest, findNearestAll } from "../../src/contract/suggest.ts";

const codes = ["NOT_FOUND", "ORDER_NOT_FOUND", "TIMEOUT", "INVALID_INPUT", "A1", "A2"];
const word = fc.string({ unit: fc.constantFrom(..."ABCDE_"), minLength: 6, maxLength: 30 });

describe("the nearest word", () => {
  it.each([
    ["NOT_FUOND", "NOT_FOUND"],
    ["NOTFOUND", "NOT_FOUND"],
    ["not_found", "NOT_FOUND"],
    ["TIMOUT", "TIMEOUT"],
    ["INVALID_INPUTS", "INVALID_INPUT"],
    ["CONFLICT", null],
    ["A3", null],
    ["", null],
  ])("to %s is %s", (misspelt, expected) => {
    expect(findNearest(misspelt, codes)).toBe(expected);
  });

  it("is none where two are equally near", () => {
    expect(findNearest("CODE_C", ["CODE_A", "CODE_B"])).toBeNull();
    expect(findNearestAll("CODE_C", ["CODE_A", "CODE_B", "OTHER"])).toEqual(["CODE_A", "CODE_B"]);
    expect(findNearest("CODE_C", ["CODE_A", "CODE_A"])).toBe("CODE_A");
  });

  it("is as far as its whole is, however near its beginning", () => {
    expect(findNearest("TIMERS", ["TIMELINE"])).toBeNull();
  });

  it("is one typo away where two letters changed places", () => {
    expect(findNearestAll("NOT_FUOND", ["NOT_FOUND", "NOT_FUOXX"])).toEqual(["NOT_FOUND"]);
  });

  it("is not looked for where the word is endless", () => {
    expect(findNearest("N".repeat(1_000_000), ["N".repeat(999_999)])).toBeNull();
  });

  it("is the word itself where it is there", () => {
    fc.assert(
      fc.property(word, fc.array(word), (own, others) => {
        expect(findNearest(own, [...others, own])).toBe(own);
      }),
    );
  });

  it("is found through any one typo", () => {
    const typo = fc.tuple(word, fc.nat(), fc.constantFrom("drop", "add", "change", "swap"));
    fc.assert(
      fc.property(typo, ([own, at, kind]) => {
        const index = at % (own.length - 1);
        const [before, letter, next, after] = [own.slice(0, index), own[index], own[index + 1], own.slice(index + 2)];
        const misspelt = {
          drop: `${before}${next}${after}`,
          add: `${before}x${letter}${next}${after}`,
          change: `${before}x${next}${after}`,
          swap: `${before}${next}${letter}${after}`,
        }[kind];
        if (misspelt.length >= 6)
          expect(findNearest(misspelt, ["SOMETHING_ELSE_ALTOGETHER_THAT_IS_LONG", own])).toBe(own);
      }),
    );
  });

  it("never depends on the order of the candidates", () => {
    fc.assert(
      fc.property(word, fc.array(word), (own, others) => {
        expect(findNearest(own, others)).toBe(findNearest(own, [...others].reverse()));
      }),
    );
  });
});
