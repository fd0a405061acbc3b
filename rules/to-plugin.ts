import { join } from "node:path";
import { name, version } from "../package.json";
import type * as presets from "./presets.ts";
import type { FlatConfig, LegacyConfig, Plugin, Preset, PresetName, Rule, Settings, Severity } from "./plugin.ts";

/** What reads contracts. */
type Contracts = typeof presets;

/** The plugin of these rules. Its presets are getters: they carry a hash of the contract in force, or `--cache` would outlive it. */
export function toPlugin(rules: Record<string, Rule>, loadContracts: () => Contracts): Plugin {
  const toSaid = (preset: PresetName): Pick<FlatConfig, "rules" | "settings"> => ({
    rules: toSeverities(rules, toScope(preset)),
    settings: toSettings(preset, loadContracts()),
  });
  const toLegacyConfig = (preset: PresetName): LegacyConfig => ({ plugins: ["error-contract"], ...toSaid(preset) });
  const toFlatConfig = (preset: PresetName): FlatConfig => ({
    name: `error-contract/${preset}`,
    plugins: { "error-contract": plugin },
    ...toSaid(preset),
  });
  const plugin: Plugin = {
    meta: { name, version },
    rules,
    configs: {
      get adopt() {
        return toLegacyConfig("adopt");
      },
      get recommended() {
        return toLegacyConfig("recommended");
      },
      get "recommended-type-checked"() {
        return toLegacyConfig("recommended-type-checked");
      },
      get strict() {
        return toLegacyConfig("strict");
      },
      get "strict-type-checked"() {
        return toLegacyConfig("strict-type-checked");
      },
      get "flat/adopt"() {
        return toFlatConfig("adopt");
      },
      get "flat/recommended"() {
        return toFlatConfig("recommended");
      },
      get "flat/recommended-type-checked"() {
        return toFlatConfig("recommended-type-checked");
      },
      get "flat/strict"() {
        return toFlatConfig("strict");
      },
      get "flat/strict-type-checked"() {
        return toFlatConfig("strict-type-checked");
      },
    },
    contractSettings: (path) => loadContracts().contractSettings(typeof path === "string" ? path : path.href),
  };
  return plugin;
}

/** The rules of a preset, whoever they may ask. */
function toScope(preset: PresetName): Preset {
  return preset.replace("-type-checked", "") as Preset;
}

function toSeverities(rules: Plugin["rules"], preset: Preset): Record<string, Severity> {
  const chosen = Object.entries(rules).filter(([, { meta }]) => preset === "strict" || meta.docs.recommended === true);
  const replaced = chosen.flatMap(([, { meta }]) => meta.docs.replaces);
  return {
    ...Object.fromEntries(
      chosen.map(([rule, { meta }]) => [`error-contract/${rule}`, preset === "adopt" ? "warn" : meta.docs.severity]),
    ),
    ...Object.fromEntries(replaced.map((rule) => [rule, "off" as const])),
  };
}

function toSettings(preset: PresetName, { contractFor }: Contracts): Settings {
  const hash = contractFor(join(process.cwd(), "file"))?.hash;
  const scope = toScope(preset);
  const policy = { cleanup: "report" };
  return {
    "error-contract": {
      ...(hash ? { hash } : {}),
      ...(scope === "strict" ? { policy } : {}),
      ...(scope !== preset ? { types: true } : {}),
    },
  };
}
