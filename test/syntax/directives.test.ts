import { describe, expect, it } from "vitest";
import { findDirective } from "../../src/syntax/directives.ts";
import { loadOxcParser, loadTypescriptParser, parse } from "../../src/syntax/parse.ts";

/** The directive over the line of `edit()`, through both parsers. */
function directiveIn(text: string): string | null {
  const found = [loadOxcParser(), loadTypescriptParser()].map((parser) => {
    const { source } = parse("/repo/src/file.tsx", text, parser!);
    const from = source!.text.indexOf("edit(");
    return findDirective(source!, { from, to: source!.text.indexOf(")", from), rule: "no-bare-rethrow" });
  });
  expect(found[0]).toBe(found[1]);
  return found[0] ?? null;
}

describe.each([
  ["\n", "LF"],
  ["\r\n", "CRLF"],
])("a line is under a directive (%j)", (newline) => {
  it.each([
    ["// eslint-disable-next-line\nedit();", "eslint-disable-next-line"],
    ["// eslint-disable-next-line error-contract/no-bare-rethrow\nedit();", "eslint-disable-next-line"],
    [
      "// eslint-disable-next-line no-console, error-contract/no-bare-rethrow -- known\nedit();",
      "eslint-disable-next-line",
    ],
    ["/* eslint-disable-next-line error-contract/no-bare-rethrow ---- known */\nedit();", "eslint-disable-next-line"],
    [
      "/* eslint-disable-next-line\n  no-console,\n  error-contract/no-bare-rethrow\n*/\nedit();",
      "eslint-disable-next-line",
    ],
    ["// eslint-disable-next-line errors/no-bare-rethrow\nedit();", "eslint-disable-next-line"],
    ["// eslint-disable-next-line no-bare-rethrow\nedit();", "eslint-disable-next-line"],
    ["// oxlint-disable-next-line error-contract/no-bare-rethrow\nedit();", "oxlint-disable-next-line"],
    ["edit(); // eslint-disable-line", "eslint-disable-line"],
    ["edit(); /* eslint-disable-line error-contract/no-bare-rethrow */", "eslint-disable-line"],
    ["edit(\n  1,\n); // eslint-disable-line error-contract/no-bare-rethrow", "eslint-disable-line"],
    ["/* eslint-disable */\nother();\nedit();", "eslint-disable"],
    ["/* eslint-disable */ edit();", "eslint-disable"],
    ["/* eslint-disable error-contract/no-bare-rethrow */\nedit();", "eslint-disable"],
    ["/* eslint-disable */\n/* eslint-enable no-console */\nedit();", "eslint-disable"],
    ["/* eslint-disable */\nedit();\n/* eslint-enable */", "eslint-disable"],
    ["// oxlint-disable\nedit();", "oxlint-disable"],
    ["// @ts-ignore\nedit();", "@ts-ignore"],
    ["// @ts-expect-error the types are wrong\nedit();", "@ts-expect-error"],
    ["/// @ts-ignore\nedit();", "@ts-ignore"],
    ["// @ts-ignore\n\n// and this is why\nedit();", "@ts-ignore"],
    ["/* @ts-ignore */\nedit();", "@ts-ignore"],
    ["/**\n * Old.\n * @ts-expect-error */\nedit();", "@ts-expect-error"],
    ["const a = <b>{/* @ts-ignore */}\n{edit()}</b>;", "@ts-ignore"],
    ['/* eslint error-contract/no-bare-rethrow: "off" */\nedit();', "an eslint comment"],
    ["edit();\n/* eslint no-console: 2, error-contract/no-bare-rethrow: 0 */", "an eslint comment"],
    ['/* eslint "error-contract/no-bare-rethrow": ["off"] */\nedit();', "an eslint comment"],
    ['/* eslint no-bare-rethrow: "off" */\nedit();', "an eslint comment"],
    ['/*eslint no-bare-rethrow: "off"*/\nedit();', "an eslint comment"],
  ])("%j", (text, expected) => {
    expect(directiveIn(text.replaceAll("\n", newline))).toBe(expected);
  });
});

describe("a line is under none", () => {
  it.each([
    "edit();",
    "// a comment\nedit();",
    "// eslint-disable-next-line no-console\nedit();",
    "// eslint-disable-next-line error-contract/no-bare-rethrow-at-all\nedit();",
    "// eslint-disable-next-line no-console -- not error-contract/no-bare-rethrow\nedit();",
    "// eslint-disable-next-line\nother();\nedit();",
    "// eslint-disable-next-line\n\nedit();",
    "// eslint-disable-next-lines\nedit();",
    "// see eslint-disable-next-line\nedit();",
    "other(); // eslint-disable-line\nedit();",
    "edit();\nother(); // eslint-disable-line",
    "// eslint-disable\nedit();",
    "/* eslint-disable no-console */\nedit();",
    "/* eslint-disable */\nother();\n/* eslint-enable */\nedit();",
    "/* eslint-disable */\n/* eslint-enable no-console, error-contract/no-bare-rethrow */\nedit();",
    "edit();\n/* eslint-disable */",
    "// @ts-ignore\nother();\nedit();",
    "// @ts-check\nedit();",
    "// @ts-ignored\nedit();",
    "/* @ts-ignore\n * once */\nedit();",
    '/* eslint error-contract/no-bare-rethrow: "error" */\nedit();',
    '/* eslint no-console: "off" */\nedit();',
    '/* eslint not-no-bare-rethrow: "off" */\nedit();',
    '/* eslint no-bare-rethrow: "offline" */\nedit();',
    '// eslint error-contract/no-bare-rethrow: "off"\nedit();',
  ])("%j", (text) => {
    expect(directiveIn(text)).toBeNull();
  });
});
