import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLines, writeLines } from "../../cli/src/migrate/line-store.ts";
import { createFolder, listNames } from "./workbench.ts";

const lines = [
  ["a", Buffer.from('{"text":"grüße\\n"}\t1')],
  ["b", Buffer.alloc(0)],
  ["c", Buffer.from("x".repeat(3_000_000))],
  ["d", Buffer.from("last")],
] as const;

const toTexts = (entries: Iterable<readonly [string, Buffer]>): string[] =>
  [...entries].map(([key, text]) => `${key} ${text.toString()}`);

describe("a store of lines", () => {
  it("gives back what was written, in its order", () => {
    const path = join(createFolder({}), "deep/er/store");
    writeLines(path, "version 1", lines);
    expect(toTexts(readLines(path, "version 1"))).toEqual(toTexts(lines));
    writeLines(path, "version 1", []);
    expect(toTexts(readLines(path, "version 1"))).toEqual([]);
  });

  it("holds nothing where it is not there, or was written by somebody else", () => {
    const path = join(createFolder({}), "store");
    expect(readLines(path, "version 1").size).toBe(0);
    writeLines(path, "version 1", lines);
    expect(readLines(path, "version 2").size).toBe(0);
    writeFileSync(path, "version 1\nb\tno digest at the end, but long enough for one\n");
    expect(readLines(path, "version 1").size).toBe(0);
  });

  it("holds nothing where any byte of it is another, or the end is missing", () => {
    const path = join(createFolder({}), "store");
    const short = [["a", Buffer.from("one")] as const, ["b", Buffer.from("other")] as const];
    writeLines(path, "version 1", short);
    const whole = readFileSync(path);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, change, isCut) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (whole[at] ?? 0) ^ change;
        writeFileSync(path, isCut ? whole.subarray(0, at) : damaged);
        return readLines(path, "version 1").size === 0;
      }),
    );
  });

  it("is left as it is where it cannot be written", () => {
    const folder = createFolder({ file: "text" });
    writeLines(join(folder, "file/store"), "version 1", lines);
    expect(listNames(folder)).toEqual(["file"]);
  });
});
