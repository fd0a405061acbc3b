import { expect, it } from "vitest";
import { findSideEffect } from "../../codemods/find-side-effect.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import type { TextEdit } from "../../src/syntax/edits.ts";
import { parse } from "../../src/syntax/parse.ts";
import type { Source } from "../../src/syntax/source.ts";

function sourceOf(text: string): Source {
  const { source, problem } = parse("/repo/src/file.js", text);
  if (source === null) throw new SyntaxError(problem.message);
  return source;
}

/** What goes wrong where each of these parts of a text is replaced. */
function replacing(text: string, parts: Readonly<Record<string, string>>): string | null {
  const edits = Object.entries(parts).map(([part, replacement]): TextEdit => {
    const start = text.indexOf(part);
    return { start, end: start + part.length, text: replacement };
  });
  return findSideEffect(sourceOf(text), edits, sourceOf(applyEdits(text, edits)));
}

const beside = "an edit changes the meaning of what it does not touch at";

it.each([
  ["run();\nstop();", { "run()": "await_(run)" }],
  ["run();\nstop();\nend();", { "run()": "go()", "end()": "finish()" }],
  ["f(a, b);", { a: "c" }],
  ["// first\nrun();\n// last", { "run();": "" }],
])("finds nothing in %j", (text, parts) => {
  expect(replacing(text, parts)).toBeNull();
});

it.each([
  ["what follows becomes a part of it", "run();\n[1].map(go);", { "run();": "run()" }, `${beside} 2:1`],
  [
    "what follows another edit does",
    "go();\nrun();\n[1].map(go);",
    { "go();": "start();", "run();": "run()" },
    `${beside} 3:1`,
  ],
  ["a comment takes in what stands behind", "run(a); end();", { a: "b) //" }, `${beside} 1:9`],
  ["a directive behind another edit", 'a;\n"use strict";', { "a;": "" }, `${beside} 2:1`],
  [
    "a script becomes a module",
    "run();",
    { "run();": "import './a';" },
    "an edit turns a script into a module, or the reverse",
  ],
  ["a line ends in the other way", "run();\r\nstop();\r\n", { "run();": "run();\n" }, "an edit mixes line endings"],
])("finds that %s", (_, text, parts, expected) => {
  expect(replacing(text, parts)).toBe(expected);
});
