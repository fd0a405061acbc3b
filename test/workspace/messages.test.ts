import { describe, expect, it } from "vitest";
import { contractOf, indexOf, root } from "./workspace.ts";

/** Why a message that says "basket ", an id and " does not exist" may not change; `null` where it may. */
function ask(test: string, path = "src/basket.test.ts"): string | null {
  const contract = contractOf({ errors: [{ name: "AppError", module: "./src/errors" }] });
  const index = indexOf({ "src/basket.ts": "export const a = 1;", [path]: test }, { contract });
  const answer = index.answer({
    kind: "message",
    path: `${root}/src/basket.ts`,
    written: ["basket ", " does not exist"],
    text: "basket does not exist",
  });
  return answer.granted ? null : answer.reason;
}

describe("the message of an error", () => {
  it.each([
    "assert.match(failure.message, /basket 1 does not exist/)",
    'expect(failure.message).toBe("basket 1 does not exist")',
    'expect(response.text.includes("Error: basket 42 does not exist.")).toBe(true)',
    'request(app).get("/").expect(500, "basket 1 does not exist")',
    "expect(failure.message).toBe(`basket ${id} does not exist`)",
    'import { expectFailure } from "./helpers"; expectFailure(next, "basket 1 does not exist")',
    'fails(next, "basket 1 does not exist"); function fails(double, text) {}',
  ])("is expected by %s", (test) => {
    expect(ask(test)).toMatch(/^src\/basket\.test\.ts:1 expects its message, “.+”$/);
  });

  it("is expected by what stands in a folder of tests", () => {
    expect(ask('expect(message).toBe("basket 1 does not exist")', "test/basket.ts")).toContain("test/basket.ts:1");
  });

  it.each([
    ["a name of the test", 'it("says that basket 1 does not exist", () => { expect(f).toThrow(); })'],
    ["a part that stays", 'expect(failure.message).toContain("does not exist")'],
    ["another message", 'expect(failure.message).toBe("order 1 does not exist")'],
    [
      "what a package is given",
      'import { seed } from "seeds"; seed("basket 1 does not exist"); expect(failure).toBeTruthy()',
    ],
    ["one word", 'expect(failure.message).toContain("basket")'],
  ])("is not expected by %s", (_, test) => {
    expect(ask(test)).toBeNull();
  });

  it("is not expected by what is no test", () => {
    expect(ask('expect(message).toBe("basket 1 does not exist")', "src/other.ts")).toBeNull();
  });
});
