import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import plugin from "../rules/index.ts";
import { appError, createRepository, lint } from "./support/rule-tester.ts";

const folder = new URL("../docs/rules/", import.meta.url).pathname;

/** An example of a page: a fenced block below "Wrong" or "Right". */
interface Example {
  readonly verdict: "Wrong" | "Right";
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

interface Page {
  readonly rule: string;
  readonly examples: readonly Example[];
  /** The contract that the page shows. Its section about TypeScript is the one that a team would begin with, unless it is said. */
  readonly contract: { readonly typescript: object };
}

function readPage(file: string): Page {
  const text = readFileSync(join(folder, file), "utf8");
  const said = /```json\n(\{\s*"format"[^]*?)```/.exec(text)?.[1] ?? "{}";
  return {
    rule: file.replace(/\.md$/, ""),
    examples: findExamples(text),
    contract: { typescript: { errors: [{ ...appError, module: "#errors" }] }, ...(JSON.parse(said) as object) },
  };
}

/** A heading or a paragraph that begins with "❌ Wrong" or "✅ Right" says what the blocks below it are; the next heading ends that. */
function findExamples(text: string): Example[] {
  const examples: Example[] = [];
  let verdict: Example["verdict"] | null = null;
  for (const match of text.matchAll(/^(?:```(\w*)\n([^]*?)^```$|(?:(#+) )?(?:[❌✅] )?(?:(Wrong|Right)\b)?.*$)/gmu)) {
    const [, language, block, heading, said] = match;
    if (said) verdict = said as Example["verdict"];
    else if (heading) verdict = null;
    if (verdict === null || block === undefined || !/^[jt]sx?$/.test(language ?? "")) continue;
    examples.push({
      verdict,
      language: language!,
      text: block,
      line: text.slice(0, match.index).split("\n").length + 1,
    });
  }
  return examples;
}

const pages = readdirSync(folder)
  .filter((file) => file.endsWith(".md"))
  .map(readPage);

describe.each(pages.filter(({ examples }) => examples.length > 0))("the examples of $rule", (page) => {
  const root = createRepository(page.contract.typescript, {}, page.contract);

  it.each(page.examples)("$verdict at line $line", ({ verdict, language, text }) => {
    const reports = lint(plugin.rules[page.rule]!, text, { filename: `${root}/src/example.${language}` });
    expect(new Set(reports.map(({ ruleId }) => ruleId))).toEqual(new Set(verdict === "Wrong" ? ["own/rule"] : []));
  });

  it("are of both kinds", () => {
    expect(new Set(page.examples.map(({ verdict }) => verdict))).toEqual(new Set(["Wrong", "Right"]));
  });
});

describe("pages", () => {
  it("have examples that are linted", () => {
    expect(pages.filter(({ examples }) => examples.length > 0).map(({ rule }) => rule)).toContain("no-bare-rethrow");
  });
});
