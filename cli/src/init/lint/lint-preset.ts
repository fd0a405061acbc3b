import plugin from "../../../../rules/index.ts";

/** A preset of the plugin, as configurations of every kind name it. */
export interface LintPreset {
  /** As `.eslintrc` has it, behind `plugin:`. */
  readonly name: "error-contract/adopt" | "error-contract/recommended";
  /** As flat configurations have it. */
  readonly flat: "flat/adopt" | "flat/recommended";
  /** The plugin's own rules, with their severities. */
  readonly rules: Readonly<Record<string, string>>;
}

/** What a project begins with: warnings where there is code that knew of no conventions, else errors. */
export function toLintPreset(hasCode: boolean): LintPreset {
  const preset = hasCode ? "adopt" : "recommended";
  const rules = Object.entries(plugin.configs[preset].rules).filter(([rule]) => rule.startsWith("error-contract/"));
  return { name: `error-contract/${preset}`, flat: `flat/${preset}`, rules: Object.fromEntries(rules) };
}
