import { join } from "node:path";
import { name, version } from "../package.json";
import { contractSettings } from "../src/contract/settings.ts";
import { contractFor } from "../src/contract/store.ts";
import type { FlatConfig, LegacyConfig, Plugin, Preset, PresetName, Rule, Settings, Severity } from "./plugin.ts";
import noBareRethrow from "./no-bare-rethrow.ts";
import noClientFaultNotify from "./no-client-fault-notify.ts";
import noCodeOverride from "./no-code-override.ts";
import noDeprecatedCode from "./no-deprecated-code.ts";
import noDroppedEnvelope from "./no-dropped-envelope.ts";
import noDuplicateNotify from "./no-duplicate-notify.ts";
import noDynamicMessage from "./no-dynamic-message.ts";
import noLogAndThrow from "./no-log-and-throw.ts";
import noLostStack from "./no-lost-stack.ts";
import noMessageMatching from "./no-message-matching.ts";
import noRawErrorResponse from "./no-raw-error-response.ts";
import noShallowMatch from "./no-shallow-match.ts";
import noSwallowedError from "./no-swallowed-error.ts";
import noUncodedHandlerError from "./no-uncoded-handler-error.ts";
import noUncodedThrow from "./no-uncoded-throw.ts";
import noUnknownCode from "./no-unknown-code.ts";
import requireBoundary from "./require-boundary.ts";
import requireCause from "./require-cause.ts";
import requireContext from "./require-context.ts";
import requireEnvelope from "./require-envelope.ts";
import validContract from "./valid-contract.ts";

const rules: Record<string, Rule> = {
  "no-bare-rethrow": noBareRethrow,
  "no-client-fault-notify": noClientFaultNotify,
  "no-code-override": noCodeOverride,
  "no-deprecated-code": noDeprecatedCode,
  "no-dropped-envelope": noDroppedEnvelope,
  "no-duplicate-notify": noDuplicateNotify,
  "no-dynamic-message": noDynamicMessage,
  "no-log-and-throw": noLogAndThrow,
  "no-lost-stack": noLostStack,
  "no-message-matching": noMessageMatching,
  "no-raw-error-response": noRawErrorResponse,
  "no-shallow-match": noShallowMatch,
  "no-swallowed-error": noSwallowedError,
  "no-uncoded-handler-error": noUncodedHandlerError,
  "no-uncoded-throw": noUncodedThrow,
  "no-unknown-code": noUnknownCode,
  "require-boundary": requireBoundary,
  "require-cause": requireCause,
  "require-context": requireContext,
  "require-envelope": requireEnvelope,
  "valid-contract": validContract,
};

/** Getters: settings carry a hash of the contract in force, or `--cache` would outlive it. */
const configs: Plugin["configs"] = {
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
};

const plugin: Plugin = { meta: { name, version }, rules, configs, contractSettings };

function toLegacyConfig(name: PresetName): LegacyConfig {
  return { plugins: ["error-contract"], ...toSaid(name) };
}

function toFlatConfig(name: PresetName): FlatConfig {
  return { name: `error-contract/${name}`, plugins: { "error-contract": plugin }, ...toSaid(name) };
}

function toSaid(name: PresetName): Pick<FlatConfig, "rules" | "settings"> {
  const preset = name.replace("-type-checked", "") as Preset;
  return { rules: toSeverities(preset), settings: toSettings(preset, name !== preset) };
}

function toSeverities(preset: Preset): Record<string, Severity> {
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

export default plugin;
