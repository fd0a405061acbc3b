import type { Codemod } from "../../../codemods/codemod.ts";
import { CommandError } from "../command-error.ts";

/**
 * The codemods that names choose, in their own order; a name of a rule chooses what settles it. Without names: all.
 * Throws `INVALID_USAGE` for a name that is none.
 */
export function chooseCodemods(all: readonly Codemod[], names: readonly string[]): readonly Codemod[] {
  if (names.length === 0) return all;
  const known = [...new Set(all.flatMap(({ name, finders }) => [name, ...finders.map(({ rule }) => rule)]))];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return all.flatMap((codemod) => choose(codemod, names));
  const context = { name: unknown, known: known.join(" ") };
  throw new CommandError("INVALID_USAGE", "there is no such codemod or rule", { context });
}

function choose(codemod: Codemod, names: readonly string[]): readonly Codemod[] {
  if (names.includes(codemod.name)) return [codemod];
  const finders = codemod.finders.filter(({ rule }) => names.includes(rule));
  return finders.length === 0 ? [] : [{ ...codemod, finders }];
}
