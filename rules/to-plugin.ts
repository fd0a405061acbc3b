import { join } from "node:path";
import { name, version } from "../package.json";
import { contractSettings } from "../src/contract/settings.ts";
import { contractFor } from "../src/contract/store.ts";
import type { FlatConfig, LegacyConfig, Plugin, Preset, PresetName, Rule, Settings, Severity } from "./plugin.ts";

/** The plugin of these rules. Its presets are getters: they carry a hash of the contract in force, or `--cache` would outlive it. */
export function toPlugin(rules: Record<string, Rule>): Plugin {
  const plugin: Plugin = {
    meta: { name, version },
    rules,
    configs: {
      get adopt() {
        return toLegacyConfig(rules, "adopt");
      },
      get recommended() {
        return toLegacyConfig(rules, "recommended");
      },
      get "recommended-type-checked"() {
        return toLegacyConfig(rules, "recommended-type-checked");
      },
      get strict() {
        return toLegacyConfig(rules, "strict");
      },
      get "strict-type-checked"() {
        return toLegacyConfig(rules, "strict-type-checked");
      },
      get "flat/adopt"() {
        return toFlatConfig(plugin, "adopt");
      },
      get "flat/recommended"() {
        return toFlatConfig(plugin, "recommended");
      },
      get "flat/recommended-type-checked"() {
        return toFlatConfig(plugin, "recommended-type-checked");
      },
      get "flat/strict"() {
        return toFlatConfig(plugin, "strict");
      },
      get "flat/strict-type-checked"() {
        return toFlatConfig(plugin, "strict-type-checked");
      },
    },
    contractSettings,
  };
  return plugin;
}

function toLegacyConfig(rules: Plugin["rules"], name: PresetName): LegacyConfig {
  return { plugins: ["error-contract"], ...toSaid(rules, name) };
}

function toFlatConfig(plugin: Plugin, name: PresetName): FlatConfig {
  return { name: `error-contract/${name}`, plugins: { "error-contract": plugin }, ...toSaid(plugin.rules, name) };
}

function toSaid(rules: Plugin["rules"], name: PresetName): Pick<FlatConfig, "rules" | "settings"> {
  const preset = name.replace("-type-checked", "") as Preset;
  return { rules: toSeverities(rules, preset), settings: toSettings(preset, name !== preset) };
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

function toSettings(preset: Preset, isTypeChecked: boolean): Settings {
  const hash = contractFor(join(process.cwd(), "file"))?.hash;
  const policy = { cleanup: "report" };
  return {
    "error-contract": {
      ...(hash ? { hash } : {}),
      ...(preset === "strict" ? { policy } : {}),
      ...(isTypeChecked ? { types: true } : {}),
    },
  };
}
