import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import plugin from "../rules/index.ts";
import { loadContract } from "../src/contract/load.ts";
import { boundaryFrameworks } from "../src/generate/typescript/boundary-modules.ts";
import { frameworks } from "../src/knowledge/frameworks.ts";
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

/** A convention of the page of all of them, with the rules that hold it. */
interface Convention {
  readonly title: string;
  readonly rules: readonly string[];
  readonly examples: readonly Example[];
}

function readConventions(): Convention[] {
  const text = readFileSync(new URL("../docs/conventions.md", import.meta.url), "utf8");
  return text.split(/^## (?=C\d)/m).flatMap((section, index) => {
    const [title = ""] = section.split("\n");
    const rules = Array.from(section.matchAll(/\]\(rules\/([\w-]+)\.md\)/g), ([, rule = ""]) => rule);
    return index === 0 ? [] : [{ title, rules, examples: findExamples(section) }];
  });
}

describe("the conventions", () => {
  const root = createRepository({
    errors: [{ ...appError, module: "#errors" }],
    causeFinders: [{ name: "findCause", module: "#errors" }],
    boundaries: [{ name: "errorBoundary", module: "./src/boundary", notifies: true, covers: ["src/**"] }],
  });
  const conventions = readConventions();
  const all = Object.keys(plugin.rules).sort();

  it("are fifteen, and name every rule", () => {
    expect(conventions.map(({ title }) => title.split(" ")[0])).toEqual(
      Array.from({ length: 15 }, (_, index) => `C${index + 1}`),
    );
    expect([...new Set(conventions.flatMap(({ rules }) => rules))].sort()).toEqual(all);
    const heldByCommands = conventions.filter(({ examples }) => examples.length === 0);
    expect(heldByCommands.map(({ title }) => title.slice(0, 3))).toEqual(["C13", "C14"]);
  });

  describe.each(conventions.filter(({ examples }) => examples.length > 0))("$title", ({ rules, examples }) => {
    const reporting = (names: readonly string[], { text, language }: Example): string[] =>
      names.filter(
        (name) => lint(plugin.rules[name]!, text, { filename: `${root}/src/example.${language}` }).length > 0,
      );

    it.each(examples)("$verdict at line $line of its section", (example) => {
      if (example.verdict === "Wrong") expect(reporting(rules, example)).not.toEqual([]);
      else expect(reporting(all, example)).toEqual([]);
    });
  });
});

describe("the page about the contract", () => {
  const text = readFileSync(new URL("../docs/contract.md", import.meta.url), "utf8");
  const blocks = Array.from(text.matchAll(/^```json\n([^]*?)^```$/gm), ([, block = ""]) => block);

  it.each(blocks)("shows a contract that is valid", (block) => {
    const root = createRepository(null);
    const shared = join(root, "node_modules/@acme/error-contract");
    mkdirSync(shared, { recursive: true });
    writeFileSync(join(shared, "package.json"), "{}");
    writeFileSync(join(shared, "error-contract.json"), blocks[0]!);
    writeFileSync(join(root, "error-contract.json"), block);
    expect(loadContract(join(root, "error-contract.json")).problems).toEqual([]);
  });

  it("names every key", () => {
    const schema = readFileSync(new URL("../error-contract.schema.json", import.meta.url), "utf8");
    expect(
      findKeys(JSON.parse(schema)).filter((key) => !text.includes(`\`${key}\``) && !text.includes(`"${key}":`)),
    ).toEqual([]);
  });
});

describe("the page about frameworks", () => {
  const text = readFileSync(new URL("../docs/frameworks.md", import.meta.url), "utf8");
  const examples = Array.from(
    text.matchAll(/^## (.*)\n[^]*?^```ts\n([^]*?)^```$/gm),
    ([, title = "", example = ""]) => ({
      title,
      example,
    }),
  );

  it("says what becomes of a raw error as the rules do", () => {
    const named = frameworks.filter(({ title, fate }) => text.includes(`## ${title}`) || text.includes(fate));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ fate }) => !text.includes(fate))).toEqual([]);
  });

  it("names every framework of which something is known, and no other", () => {
    const known = [
      ...new Set(frameworks.map(({ title }) => title.replace(/^twirp.*/i, "Twirp").replace(/ GraphQL$/, ""))),
    ];
    const spelt = text.replace("A response of Node's own servers", "Node.js").replace("middy", "Middy");
    expect(known.filter((title) => !spelt.includes(title))).toEqual([]);
    const [, list = ""] = /More are known: ([^.]*(?:\.(?=\w)[^.]*)*)\./.exec(spelt) ?? [];
    const more = list.split(/,\s+/);
    expect(more.length).toBeGreaterThan(15);
    expect(more.filter((title) => !known.includes(title))).toEqual([]);
  });

  it("says of rejected promises what the rules go by", () => {
    const rows = Array.from(text.matchAll(/^\| (\S.*?) +\| (\S.*?) +\| (\S.*?) +\| (\S.*?) +\|$/gm)).slice(1);
    const told = rows.flatMap(([, , said = "", promises = ""]) =>
      frameworks.filter(({ fate }) => fate === said).map(({ throws }) => ({ promises, async: throws.async })),
    );
    expect(told.length).toBeGreaterThan(10);
    const isTrue = ({ promises, async }: (typeof told)[number]): boolean => {
      if (typeof async === "object") return promises.startsWith(`forwarded from ${String(async.since)} on`);
      return (promises === "forwarded") === (async === "forwarded");
    };
    expect(told.filter((each) => !isTrue(each))).toEqual([]);
    const wrappers = frameworks.flatMap(({ throws: { async } }) => (typeof async === "object" ? async.wrappers : []));
    expect(wrappers.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it.each(examples)("mounts a boundary of $title that no rule has something against", ({ example }) => {
    const root = createRepository({ errors: [{ ...appError, module: "./src/errors/app-error" }] });
    const reporting = Object.entries(plugin.rules).filter(
      ([, rule]) => lint(rule, example, { filename: `${root}/src/example.ts` }).length > 0,
    );
    expect(reporting.map(([name]) => name)).toEqual([]);
  });

  it("names modules that are generated", () => {
    const named = Array.from(text.matchAll(/boundary-(\w+)(?=`|\.ts)/g), ([, framework = ""]) => framework);
    expect([...new Set(named)].sort()).toEqual([...boundaryFrameworks].sort());
  });
});

/** The names of all properties that a JSON Schema describes. */
function findKeys(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {} } = schema as { readonly properties?: object };
  return [...Object.keys(properties), ...Object.values(schema).flatMap(findKeys)];
}

describe("pages", () => {
  it("have examples that are linted", () => {
    expect(pages.filter(({ examples }) => examples.length > 0).map(({ rule }) => rule)).toContain("no-bare-rethrow");
  });
});
