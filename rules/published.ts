import { createRequire } from "node:module";
import type { Rule } from "./plugin.ts";
import type * as bundled from "./rules.ts";
import { toPlugin } from "./to-plugin.ts";

/** What all rules say of themselves: the build puts it here. */
declare const described: Record<string, Rule["meta"]>;

/** The rules, in a bundle beside this one. */
const bundle = "./rules.cjs";
const require = createRequire(import.meta.url);

/** The plugin as hosts load it: what finds anything is loaded with the first file that is linted. */
export default toPlugin(
  Object.fromEntries(
    Object.entries(described).map(([name, meta]) => [
      name,
      { meta, create: (context) => loadRules()[name]?.create(context) ?? {} },
    ]),
  ),
);

function loadRules(): Record<string, Rule> {
  return (require(bundle) as typeof bundled).rules;
}
