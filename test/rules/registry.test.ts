import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { filterOf } from "../../rules/create-rule.ts";
import plugin from "../../rules/index.ts";

const root = new URL("../../", import.meta.url);
const rules = Object.entries(plugin.rules);

/** The names in a folder that end so, without that end. */
function namesIn(folder: string, extension: string): string[] {
  const files = readdirSync(new URL(folder, root)).filter((file) => file.endsWith(extension));
  return files.map((file) => basename(file, extension)).sort();
}

describe("every rule has its file, its page and its test", () => {
  const names = rules.map(([name]) => name).sort();
  const shell = ["create-rule", "index", "linted-file", "plugin", "presets", "published", "rules", "to-plugin"];

  it("is registered where it has a file", () => {
    expect(namesIn("rules", ".ts").filter((name) => !shell.includes(name))).toEqual(names);
  });

  it("has a page, and every page a rule", () => {
    expect(namesIn("docs/rules", ".md")).toEqual(names);
  });

  it.each(names)("%s has a finder and a test", (name) => {
    expect(existsSync(new URL(`src/findings/${name}.ts`, root))).toBe(true);
    expect(existsSync(new URL(`test/rules/${name}.test.ts`, root))).toBe(true);
  });
});

describe.each(rules)("%s", (name, { meta }) => {
  it("speaks in full sentences", () => {
    const { failed, ...messages } = meta.messages;
    expect(failed).toContain("Please report it.");
    expect(Object.keys(messages)).not.toEqual([]);
  });

  it("is named by the law", () => {
    expect(name).toMatch(/^(?:no|require|valid)-[a-z-]+$/);
  });

  it("links to its page", () => {
    expect(meta.docs.url).toBe(`https://unpkg.com/${plugin.meta.name}@${plugin.meta.version}/docs/rules/${name}.md`);
  });

  it("describes itself in one line without a full stop", () => {
    expect(meta.docs.description).toMatch(/^[A-Z].{10,90}[^.]$/);
  });

  it("has no option beside its severity", () => {
    expect(meta.schema).toEqual([]);
  });

  it("is in the presets that it says", () => {
    const { recommended, severity } = meta.docs;
    for (const form of ["", "flat/"] as const) {
      const severities = (["adopt", "recommended", "strict"] as const).map(
        (preset) => plugin.configs[`${form}${preset}`].rules[`error-contract/${name}`],
      );
      expect(severities).toEqual(
        recommended === true ? ["warn", severity, severity] : [undefined, undefined, severity],
      );
    }
  });

  it("switches off what it replaces in the core", () => {
    for (const replaced of meta.docs.replaces) {
      expect(plugin.configs.strict.rules[replaced]).toBe("off");
      expect(plugin.configs["flat/strict"].rules[replaced]).toBe("off");
    }
  });
});

it("fixes without asking what can only be meant so", () => {
  expect(rules.filter(([, { meta }]) => meta.fixable).map(([name]) => name)).toEqual([
    "no-deprecated-code",
    "no-unknown-code",
  ]);
});

it("tells by which texts a rule is concerned, if it is by some alone", () => {
  expect(filterOf(plugin.rules["no-bare-rethrow"]!)?.test("const a = 1;")).toBe(false);
  expect(filterOf(plugin.rules["valid-contract"]!)).toBeNull();
});

describe("presets", () => {
  it("have the names by which they are chosen", () => {
    for (const preset of ["adopt", "recommended", "recommended-type-checked", "strict", "strict-type-checked"] as const)
      expect(plugin.configs[`flat/${preset}`].name).toBe(`error-contract/${preset}`);
  });

  it("switch off rules of the core that would say the same, and no others", () => {
    const others = Object.entries(plugin.configs.strict.rules).filter(([name]) => !name.startsWith("error-contract/"));
    expect(others).toEqual([
      ["no-useless-catch", "off"],
      ["no-throw-literal", "off"],
      ["prefer-promise-reject-errors", "off"],
      ["preserve-caught-error", "off"],
    ]);
  });

  it("name no rule that is neither ours nor replaced", () => {
    const known = new Set(rules.flatMap(([name, { meta }]) => [`error-contract/${name}`, ...meta.docs.replaces]));
    expect(Object.keys(plugin.configs.strict.rules).filter((name) => !known.has(name))).toEqual([]);
  });

  it("adopt what is recommended, and fail no build", () => {
    for (const form of ["", "flat/"] as const) {
      const adopt = plugin.configs[`${form}adopt`].rules;
      expect(Object.keys(adopt)).toEqual(Object.keys(plugin.configs[`${form}recommended`].rules));
      expect(Object.values(adopt)).not.toContain("error");
    }
  });

  it.each(["recommended", "strict"] as const)("%s asks for types only where it is called so", (preset) => {
    for (const form of ["", "flat/"] as const) {
      const [plain, typed] = [plugin.configs[`${form}${preset}`], plugin.configs[`${form}${preset}-type-checked`]];
      expect(typed.rules).toEqual(plain.rules);
      expect(typed.settings["error-contract"]).toEqual({ ...plain.settings["error-contract"], types: true });
      expect(plain.settings["error-contract"]).not.toHaveProperty("types");
    }
  });

  it("are stricter about cleanup in strict alone", () => {
    expect(plugin.configs["flat/strict"].settings["error-contract"]).toMatchObject({ policy: { cleanup: "report" } });
    expect(plugin.configs["flat/recommended"].settings["error-contract"]).not.toHaveProperty("policy");
  });
});
