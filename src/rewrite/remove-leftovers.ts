import type { Reference, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isWrittenInto } from "../analysis/find-writes.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { traverse } from "../syntax/traverse.ts";
import { removeStatement } from "./remove-statement.ts";
import { removeUnusedNames, toLostText } from "./remove-unused-names.ts";
import { isTextReader } from "./text-reader.ts";

/** What nothing has a use for once some names are gone. */
export interface Leftovers {
  /** Removals of constants: `const message = err.message`. */
  readonly constants: readonly TextEdit[];
  /** Those, and removals of imports that nothing else used. */
  readonly all: readonly TextEdit[];
}

/**
 * Takes out what only the names that are gone had a use for, in a catch and among the imports. A text instead of it is the
 * reason why something would be left without a use.
 */
export function removeLeftovers(gone: readonly TextEdit[], within: TSESTree.Node, facts: Facts): Leftovers | string {
  let constants: TextEdit[] = [];
  for (
    let unused = findUnused(gone, within, facts);
    unused.length > 0;
    unused = findUnused([...gone, ...constants], within, facts)
  ) {
    const removals = unused.map((variable) => removeReading(variable, facts));
    const stays = removals.indexOf(null);
    if (stays >= 0) return `\`${unused[stays]?.name}\` would be left without a use`;
    constants = [...constants, ...removals.filter((removal) => removal !== null)];
  }
  const isGone = ({ start, end }: TextEdit): boolean => gone.some((each) => each.start === start && each.end === end);
  const all = removeUnusedNames([...gone, ...constants], facts.source).filter((edit) => !isGone(edit));
  return { constants, all };
}

/** The variables of a catch that nothing reads but what is gone. */
function findUnused(gone: readonly TextEdit[], around: TSESTree.Node, { source }: Facts): Variable[] {
  const isIn = ({ range }: TSESTree.Node, { start, end }: { start: number; end: number }): boolean =>
    range[0] >= start && range[1] <= end;
  const within = { start: around.range[0], end: around.range[1] };
  const isGone = (node: TSESTree.Node): boolean => gone.some((edit) => isIn(node, edit));
  const lost = toLostText(gone, source);
  return source.scopeManager.scopes
    .flatMap(({ variables }) => variables)
    .filter(({ name, identifiers, references, defs }) => {
      const [identifier] = identifiers;
      if (
        !lost.includes(name) ||
        !identifier ||
        defs[0]?.type !== "Variable" ||
        !isIn(identifier, within) ||
        isGone(identifier)
      )
        return false;
      const reads = references.filter((reference) => !isFilling(reference));
      return reads.length > 0 && reads.every((read) => isGone(read.identifier));
    });
}

/** Whether a variable, or the object that it holds, is only given something: `message = err.message`, `body.error = err.message`. */
function isFilling(reference: Reference): boolean {
  return !reference.isRead() || isWrittenInto(reference);
}

/** Takes a constant out whose value was only read off the error, by a property or a function that says so. */
function removeReading({ defs, references }: Variable, { source, bindings }: Facts): TextEdit | null {
  if (references.some((reference) => reference.init !== true && isFilling(reference))) return null;
  const node = defs[0]?.node;
  if (node?.type !== "VariableDeclarator" || !node.init || node.parent.declarations.length !== 1) return null;
  if (bindings.declaredBy(node).length !== 1 || !isReading(node.init)) return null;
  const removal = removeStatement(node.parent, source, { isAbout: () => false });
  return typeof removal === "string" ? null : removal;
}

function isReading(node: TSESTree.Node): boolean {
  let isQuiet = true;
  traverse(node, (each) => {
    if (each.type === "CallExpression") isQuiet &&= isTextReader(each);
    else isQuiet &&= !/^(?:New|Await|Yield|Assignment|Update|Import|TaggedTemplate)Expression$/.test(each.type);
  });
  return isQuiet;
}
