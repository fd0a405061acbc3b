/**
 * What is published, as every host knows it. ESLint's own types differ from major to major, and naming them would break
 * the configuration of those who have another one; so nothing is imported here.
 */
export interface Plugin {
  meta: { name: string; version: string };
  rules: Record<string, Rule>;
  configs: {
    readonly adopt: LegacyConfig;
    readonly recommended: LegacyConfig;
    readonly "recommended-type-checked": LegacyConfig;
    readonly strict: LegacyConfig;
    readonly "strict-type-checked": LegacyConfig;
    readonly "flat/adopt": FlatConfig;
    readonly "flat/recommended": FlatConfig;
    readonly "flat/recommended-type-checked": FlatConfig;
    readonly "flat/strict": FlatConfig;
    readonly "flat/strict-type-checked": FlatConfig;
  };
  /** For `settings`: names the contract, with a hash of it for `eslint --cache`. */
  contractSettings(path: string | { readonly href: string }): Settings;
}

export interface Rule {
  meta: {
    type: "problem";
    docs: {
      description: string;
      url: string;
      recommended: boolean | "strict";
      /** How loud it is in the presets that have it; `adopt` warns of everything. */
      severity: Exclude<Severity, "off">;
      replaces: readonly string[];
    };
    fixable?: "code";
    hasSuggestions: boolean;
    schema: [];
    messages: Record<string, string>;
  };
  create(context: object): { Program?: () => void };
}

export type Preset = "adopt" | "recommended" | "strict";
/** How a preset is asked for: one of those that report may let its rules ask the parser's type checker. */
export type PresetName = Preset | `${Exclude<Preset, "adopt">}-type-checked`;
export type Severity = "error" | "warn" | "off";

export type Settings = Record<"error-contract", Record<string, unknown>>;

export interface LegacyConfig {
  plugins: string[];
  rules: Record<string, Severity>;
  settings: Settings;
}

export interface FlatConfig {
  name: string;
  plugins: Record<string, Plugin>;
  rules: Record<string, Severity>;
  settings: Settings;
}
