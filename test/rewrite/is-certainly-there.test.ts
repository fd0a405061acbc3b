import { describe, expect, it } from "vitest";
import { noBareRethrow } from "../../src/findings/no-bare-rethrow.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import { factsOf } from "../support/facts.ts";

/** The callback of a read with every proposal's best edit made; the wrap is written as `WRAP`. */
function wrapIn(body: string): string {
  const head = "function load(callback) { readRow((err, row) => { ";
  const text = `${head}${body} }); }`;
  const edits = noBareRethrow.find(factsOf(text)).flatMap(({ proposals }) => proposals[0]?.edits ?? []);
  const written = applyEdits(text, edits).replaceAll('new Error("could not read row", { cause: err })', "WRAP");
  return written.slice(head.length, -" }); }".length);
}

describe("an error that is certainly there is wrapped", () => {
  it.each([
    ["if (err) return callback(err);", "if (err) return callback(WRAP);"],
    ["if (err) { callback(err); return; }", "if (err) { callback(WRAP); return; }"],
    ["if (err != undefined) callback(err);", "if (err != undefined) callback(WRAP);"],
    ["if (null != err) callback(err);", "if (null != err) callback(WRAP);"],
    [
      "if (!err) { callback(null, row); } else { callback(err); }",
      "if (!err) { callback(null, row); } else { callback(WRAP); }",
    ],
    [
      "if (err == null) return callback(null, row); callback(err);",
      "if (err == null) return callback(null, row); callback(WRAP);",
    ],
    ["if (!err || row) { return; } callback(err);", "if (!err || row) { return; } callback(WRAP);"],
    ["err && callback(err);", "err && callback(WRAP);"],
    ["!err || callback(err);", "!err || callback(WRAP);"],
    ["callback(err ? err : null, row);", "callback(err ? WRAP : null, row);"],
    ["return err ? callback(err) : callback(null, row);", "return err ? callback(WRAP) : callback(null, row);"],
    ["if (err as unknown) callback(err!);", "if (err as unknown) callback(WRAP);"],
  ])("%s", (body, expected) => {
    expect(wrapIn(body)).toBe(expected);
  });
});

describe("an error that may be null stays null", () => {
  it.each([
    ["callback(err, row);", "callback(err && WRAP, row);"],
    ["if (err) log(err); callback(err, row);", "if (err) log(err); callback(err && WRAP, row);"],
    ["if (err || !row) callback(err);", "if (err || !row) callback(err && WRAP);"],
    ["if (!err && row) return; callback(err);", "if (!err && row) return; callback(err && WRAP);"],
    ["callback(err || null);", "callback(err ? WRAP : null);"],
    ["callback(err ?? undefined, row);", "callback(err ? WRAP : undefined, row);"],
  ])("%s", (body, expected) => {
    expect(wrapIn(body)).toBe(expected);
  });
});
