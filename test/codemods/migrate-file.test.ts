import { expect, it } from "vitest";
import { migrateFile, type FileMigration } from "../../codemods/migrate-file.ts";
import { parse } from "../../src/syntax/parse.ts";

/** Replaces one word after the other, one in a pass, and leaves the places where `left` stands in the end. */
function replace(text: string, words: readonly (readonly [from: string, to: string])[], left?: string): FileMigration {
  const { source } = parse("/repo/src/file.js", text);
  return migrateFile({ source: source! }, (now, toOriginal) => {
    const [from, to] = words.find(([each]) => now.text.includes(each)) ?? [];
    const placeOf = (word: string) => {
      const lines = now.text.slice(0, now.text.indexOf(word)).split("\n");
      return { codemod: "mend", rule: "no-it", line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    };
    if (from === undefined || to === undefined)
      return { edits: [], changes: [], left: left === undefined ? [] : [{ ...placeOf(left), reason: "so" }] };
    const start = now.text.indexOf(from);
    const change = placeOf(from);
    expect(toOriginal(change).line).toBe(text.slice(0, text.indexOf(from)).split("\n").length);
    return { edits: [{ start, end: start + from.length, text: to }], changes: [change], left: [] };
  });
}

const place = { codemod: "mend", rule: "no-it" };

it("goes on until nothing is left to edit, and tells places as they were and as they are", () => {
  const text = "one();\ntwo(); three();\n";
  const migration = replace(
    text,
    [
      ["one", "first();\n\nalso"],
      ["two", "second"],
    ],
    "three",
  );
  expect(migration.text).toBe("first();\n\nalso();\nsecond(); three();\n");
  expect(migration.changes).toEqual([
    { ...place, line: 1, column: 1 },
    { ...place, line: 2, column: 1 },
  ]);
  expect(migration.left).toEqual([{ ...place, line: 2, column: 8, reason: "so" }]);
  expect(migration.leftNow).toEqual([{ ...place, line: 4, column: 11, reason: "so" }]);
  expect(migration.rounds.map((round) => round.text)).toEqual([text, "first();\n\nalso();\ntwo(); three();\n"]);
  expect(migration.waiting).toEqual([]);
});

it("is what it was where nothing is to edit", () => {
  expect(replace("run();\n", [], "run")).toEqual({
    text: "run();\n",
    changes: [],
    rounds: [],
    left: [{ ...place, line: 1, column: 1, reason: "so" }],
    leftNow: [{ ...place, line: 1, column: 1, reason: "so" }],
    waiting: [],
  });
});

it.each([
  ["does not parse", "run();\nstop();\n", [["stop()", "stop("]], /does not parse/],
  ["does more than its edits say", "run();\n[1].map(go);\n", [["run();", "run()"]], /changes the meaning/],
  ["never ends", "a();\n", [["a", "aa"]], /^still edits after 5 rounds$/],
] as const)("leaves a file whose output %s", (_, text, words, reason) => {
  expect(() => replace(text, words)).toThrow(
    expect.objectContaining({
      name: "UnsoundEdits",
      context: expect.objectContaining({ reason: expect.stringMatching(reason) }),
    }),
  );
});

it("leaves a file whose edits overlap", () => {
  const { source } = parse("/repo/src/file.js", "run();\n");
  const edits = [0, 1].map((start) => ({ start, end: 3, text: "go" }));
  expect(() => migrateFile({ source: source! }, () => ({ edits, changes: [], left: [] }))).toThrow(
    expect.objectContaining({ name: "UnsoundEdits", cause: expect.objectContaining({ message: "Edits overlap." }) }),
  );
});

it("makes as many passes as that, and no more", () => {
  const words = ["a", "b", "c", "d", "e", "f"].map((word) => [`${word}1`, `${word}2`] as const);
  const text = (count: number, end: string): string =>
    words
      .slice(0, count)
      .map(([word]) => `${word.slice(0, 1)}${end}();\n`)
      .join("");
  expect(replace(text(5, "1"), words).text).toBe(text(5, "2"));
  expect(() => replace(text(6, "1"), words)).toThrow("left as it is, since its edits are not sound");
});

it("goes on from what an earlier migration made", () => {
  const earlier = replace("one();\n", [["one", "two"]]);
  const { source } = parse("/repo/src/file.js", earlier.text);
  const again = migrateFile({ source: source!, earlier }, () => ({ edits: [], changes: [], left: [] }));
  expect(again).toMatchObject({ text: "two();\n", changes: earlier.changes, rounds: earlier.rounds });
});
