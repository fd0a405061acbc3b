import { describe, expect, it } from "vitest";
import plugin from "../../rules/index.ts";
import { toHosts } from "./hosts.ts";
import { shopPlaces, toPlace } from "./places.ts";
import { createProject, lint, type Host, type Report } from "./project.ts";

const rules = Object.entries(plugin.rules).flatMap(([name, { meta }]) =>
  meta.docs.recommended === true ? [name] : [],
);
const hosts = toHosts(rules);

describe("a legacy service", () => {
  /** What the first host said, to the word. */
  let said: readonly Report[] | null = null;

  it("breaks every rule", () => {
    expect([...new Set(shopPlaces.map((place) => place.split(" ")[1]))].sort()).toEqual([...rules].sort());
  });

  it.each(hosts)("is told the same in $name", { timeout: 60_000 }, (host) => {
    const reports = lint(createProject("shop", host), host);
    expect(reports.map(toPlace)).toEqual(shopPlaces);
    said ??= reports;
    expect(reports).toEqual(said);
  });

  it.each(["eslint-v8, .eslintrc.json", "eslint, eslint.config.mjs"])("is told the same by adopt in %s", (name) => {
    const host = hosts.find((each) => each.name === name)!;
    const [file, text] = host.config;
    const config = [file, text.replace(/(error-contract\/|flat\/)recommended/, "$1adopt")] as const;
    expect(lint(createProject("shop", { ...host, config }), host).map(toPlace)).toEqual(shopPlaces);
  });
});

/** What ESLint's recommended rules say of the same lines where they have the last word. */
const doubles = [
  ["eslint-v8", ["src/orders.js:24:3 no-useless-catch"]],
  ["eslint-v9", ["src/orders.js:24:3 no-useless-catch"]],
  ["eslint", ["src/orders.js:24:3 no-useless-catch", "src/orders.js:35:5 preserve-caught-error"]],
] as const;

const coreLast = `import js from "@eslint/js";
import plugin from "eslint-plugin-error-contract";
export default [{ ignores: ["billing/"] }, plugin.configs["flat/recommended"], js.configs.recommended];
`;

it.each(doubles)(
  "%s says it again where the preset does not keep it from that",
  { timeout: 60_000 },
  (eslint, twice) => {
    const env = { ESLINT_USE_FLAT_CONFIG: "true" };
    const host: Host = { name: eslint, config: ["eslint.config.mjs", coreLast], eslint, env };
    const reports = lint(createProject("shop", host), host);
    expect(reports.map(toPlace).filter((place) => / (?:no-useless|preserve)-/.test(place))).toEqual(twice);
  },
);
