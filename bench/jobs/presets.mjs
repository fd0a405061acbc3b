import js from "@eslint/js";
import plugin from "../../index.mjs";

/**
 * What is compared. Our rules run twice on each tree: the first of each pair pays for the analysis that all share, the
 * second has only its own cost.
 */
export const presets = {
  parse: async () => [],
  core: async () => [js.configs.recommended],
  unicorn: async () => [(await import("eslint-plugin-unicorn")).default.configs.recommended],
  sonarjs: async () => [(await import("eslint-plugin-sonarjs")).default.configs.recommended],
  recommended: async (contract) => toOwn("recommended", contract),
  strict: async (contract) => toOwn("strict", contract),
};

function toOwn(preset, contract) {
  const { settings } = plugin.configs[`flat/${preset}`];
  const chosen = Object.entries(plugin.rules).filter(
    ([, { meta }]) => preset === "strict" || meta.docs.recommended === true,
  );
  const named = plugin.contractSettings(contract)["error-contract"];
  return [
    {
      plugins: { "error-contract": plugin, again: plugin },
      settings: { "error-contract": { ...settings["error-contract"], ...named } },
      rules: Object.fromEntries(["error-contract", "again"].flatMap((prefix) => toSeverities(chosen, prefix))),
    },
  ];
}

function toSeverities(chosen, prefix) {
  return chosen.map(([rule]) => [`${prefix}/${rule}`, "error"]);
}
