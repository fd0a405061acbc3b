import { expect, it } from "vitest";
import { removeUnusedNames } from "../../src/rewrite/remove-unused-names.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import { parse } from "../../src/syntax/parse.ts";

/** The text without what stands between `<<` and `>>`, nor what only that used. */
function remove(marked: string): string {
  const text = marked.replaceAll(/<<|>>/g, "");
  const edits = [...marked.matchAll(/<<([^]*?)>>/g)].map(({ index, 1: code = "" }, at) => {
    const start = index - 4 * at;
    return { start, end: start + code.length, text: "" };
  });
  return applyEdits(text, removeUnusedNames(edits, parse("/repo/src/file.ts", text).source!));
}

it.each([
  ["an import of one name", `import a from "a";\nimport b from "b";\nb(<<a>>);\n`, `import b from "b";\nb();\n`],
  ["a namespace", `import * as a from "a";\n\nb(<<a.x>>);\n`, `b();\n`],
  ["what is used in several removals", `import a from "a";\n<<a(1);>>\n<<a(2);>>\nb();\n`, `b();\n`],
  [
    "the first of several names",
    `import { a, b, c } from "a";\nx(<<a>>, b, c);\n`,
    `import { b, c } from "a";\nx(, b, c);\n`,
  ],
  [
    "the last of several names",
    `import { a, b, c } from "a";\nx(a, b, <<c>>);\n`,
    `import { a, b } from "a";\nx(a, b, );\n`,
  ],
  [
    "names around one that stays",
    `import { a, b, c, d } from "a";\nx(<<a>>, b, <<c, d>>);\n`,
    `import { b } from "a";\nx(, b, );\n`,
  ],
  ["a default beside names", `import a, { b } from "a";\nx(<<a>>, b);\n`, `import { b } from "a";\nx(, b);\n`],
  ["names beside a default", `import a, { b } from 'a'\nx(a, <<b>>)\n`, `import a from 'a'\nx(a, )\n`],
  [
    "a part of a require",
    `const { a, b: c } = require("a");\nx(a, <<c>>);\n`,
    `const { a } = require("a");\nx(a, );\n`,
  ],
  ["an import assignment", `import a = require("a");\nx(<<a>>);\n`, `x();\n`],
  [
    "a function and what it used",
    `import a from "a";\n\n/** Calls. */\nfunction f() {\n  a(f);\n}\n\nx(<<f>>);\n`,
    `x();\n`,
  ],
  ["an arrow function", `const f = () => 1;\nx(<<f>>);\n`, `x();\n`],
])("takes %s", (_, marked, expected) => {
  expect(remove(marked)).toBe(expected);
});

it.each([
  ["is used elsewhere", `import a from "a";\nx(<<a>>, a);\n`],
  ["is exported", `import a from "a";\nexport { a };\nx(<<a>>);\n`],
  ["is a type elsewhere", `import { A } from "a";\nlet b: A;\nx(<<A>>);\n`],
  ["was never used", `import a from "a";\nimport b from "b";\nx(<<1>>, b);\n`],
  ["is a function that is exported", `export function f() {}\nx(<<f>>);\n`],
  ["is a variable that may have been made for its effect", `const a = start();\nx(<<a>>);\n`],
  ["is another variable of that name", `import a from "a";\na();\nfunction f(a) {\n  x(<<a>>);\n}\nf();\n`],
  ["is under a directive", `// @ts-expect-error no types\nimport a from "a";\nx(<<a>>);\n`],
])("leaves what %s", (_, marked) => {
  expect(remove(marked)).toBe(marked.replaceAll(/<<[^]*?>>/g, ""));
});
