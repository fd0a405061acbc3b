import { createRequire } from "node:module";
import type * as presets from "./presets.ts";
import type { Rule } from "./plugin.ts";
import type * as bundled from "./rules.ts";
import { toPlugin } from "./to-plugin.ts";

/** What all rules say of themselves: the build puts it here. */
declare const described: Record<string, Rule["meta"]>;

/** Bundles beside this one. */
const rulesBundle = "./rules.cjs";
const presetsBundle = "./presets.cjs";
const require = createRequire(import.meta.url);

/**
 * The plugin as hosts load it: what reads contracts is loaded with the first preset that is read, and what finds anything
 * with the first file that is linted.
 */
export default toPlugin(
  Object.fromEntries(
    Object.entries(described).map(([name, meta]) => [
      name,
      { meta, create: (context) => loadRules()[name]?.create(context) ?? {} },
    ]),
  ),
  () => require(presetsBundle) as typeof presets,
);

let loaded: Record<string, Rule> | null = null;

/** `require` would look the bundle up again for every rule and file. */
function loadRules(): Record<string, Rule> {
  return (loaded ??= (require(rulesBundle) as typeof bundled).rules);
}
