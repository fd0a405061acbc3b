import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import plugin from "../../rules/index.ts";
import { findFencedBlocks } from "../support/fenced-blocks.ts";
import { installIn, packageManagers } from "./package-manager.ts";
import { shopPlaces, toPlace } from "./places.ts";
import { parseReports } from "./project.ts";

const page = readFileSync(new URL("../../docs/hosts.md", import.meta.url), "utf8");

const config = `import js from "@eslint/js";
import parser from "@typescript-eslint/parser";
import plugin from "eslint-plugin-error-contract";
export default [
  { ignores: ["eslint.config.*", ".pnp.*"] },
  js.configs.recommended,
  plugin.configs["flat/recommended"],
  { files: ["**/*.ts"], languageOptions: { parser } },
];
`;

const eslint9 = { eslint: "9.39.5", "@eslint/js": "9.39.5" };
const eslint10 = { eslint: "10.15.0", "@eslint/js": "10.0.1" };

/** What the page says to install: `typescript-v7@npm:typescript@7.0.2`. */
const [advice = ""] = findFencedBlocks(page, "TypeScript 7", "sh");
const typescript7 = Object.fromEntries(
  Array.from(advice.matchAll(/([\w-]+)@(npm:\S+)/g), ([, name = "", target = ""]) => [name, target]),
);

/** Each package manager, and each release of TypeScript. */
const installations = [
  { manager: packageManagers.npm, packages: { ...eslint10, ...typescript7 } },
  { manager: packageManagers.pnpm, packages: { ...eslint10, typescript: "6.0.3" } },
  { manager: packageManagers.yarn, packages: { ...eslint9, typescript: "5.9.3" } },
  { manager: packageManagers.plugAndPlay, packages: { ...eslint10, typescript: "6.0.3" } },
];

it.each(installations)("installed by $manager.name, lints and migrates", ({ manager, packages }) => {
  const { folder, exec } = installIn("shop", manager, { "@typescript-eslint/parser": "8.73.0", ...packages });
  writeFileSync(join(folder, "eslint.config.js"), config);
  const linted = exec("eslint", "--format", "json", ".");
  expect(parseReports(folder, linted.stdout).map(toPlace).sort()).toEqual([...shopPlaces].sort());

  rmSync(join(folder, "billing"), { recursive: true }); // its contract is broken
  const migrated = exec("error-contract", "migrate", "--dry-run");
  expect(migrated.status).toBe(1);
  expect(migrated.stdout).toContain('AppError.wrap(größe, "could not load invoice", { context: { invoiceId } });');
});

const parsers = {
  "vue-eslint-parser": "10.4.2",
  "svelte-eslint-parser": "1.10.1",
  svelte: "5.57.3",
  "@microsoft/eslint-formatter-sarif": "3.1.0",
};

const [configOfParsers = ""] = findFencedBlocks(page, "Components and client code", "js");
const jsx = `{ files: ["**/*.jsx"], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },`;

interface Sarif {
  readonly runs: readonly {
    readonly tool: {
      driver: { rules: readonly { id: string; helpUri: string; shortDescription: { text: string } }[] };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly message: { text: string };
      readonly locations: readonly {
        readonly physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
      }[];
    }[];
  }[];
}

it("lints single-file components through their parsers, and client code by its own rules, and says so in SARIF", () => {
  const { folder, exec } = installIn("single-files", packageManagers.npm, { ...eslint10, ...parsers });
  const pasted = configOfParsers.replace("recommended", "strict").replace("];", `${jsx}\n];`);
  writeFileSync(join(folder, "eslint.config.js"), pasted);
  const linted = exec("eslint", "--format", "@microsoft/eslint-formatter-sarif", "src");
  const [{ tool, results }] = (JSON.parse(linted.stdout) as Sarif).runs as [Sarif["runs"][number]];
  const places = results.map(({ ruleId, locations: [first] }) => {
    const { artifactLocation, region } = first!.physicalLocation;
    return `${basename(artifactLocation.uri)}:${region.startLine} ${ruleId}`;
  });
  // of what is thrown in a browser, nobody asks for a code
  expect(places.sort()).toEqual([
    "order-page.jsx:13 error-contract/no-bare-rethrow",
    "order-page.svelte:10 error-contract/no-bare-rethrow",
    "order-page.vue:10 error-contract/no-bare-rethrow",
  ]);
  const { docs } = plugin.rules["no-bare-rethrow"]!.meta;
  const [rule] = tool.driver.rules;
  expect(rule).toMatchObject({ helpUri: docs.url, shortDescription: { text: docs.description } });
});
