import type { TSESTree } from "@typescript-eslint/types";
import type { Contract, ErrorBinding } from "../contract/contract.ts";
import { oncePer } from "../syntax/once-per.ts";
import type { Construction } from "./construction.ts";
import type { Facts } from "./facts.ts";
import { findConstruction, toCoded } from "./find-construction.ts";
import { enclosingClass } from "./find-functions.ts";
import { isMadeBy } from "./match.ts";
import { oncePerFile } from "./once-per-file.ts";

/** An error of the contract's that is made: by its class, a factory, the wrapper, or a subclass's `super(…)`. */
export type CodedError = Construction & { readonly binding: ErrorBinding };

/** Every coded error that a file makes, in source order; none without a contract. */
export function findCodedErrors(facts: Facts): CodedError[] {
  if (!canNameErrors(facts)) return [];
  return facts.nodes.calls.flatMap((call) => toCodedError(call, facts) ?? []);
}

function toCodedError(call: Construction["node"], facts: Facts): CodedError | null {
  if (call.callee.type === "Super") return toSuper(call, facts);
  if (!canMakeCoded(call.callee, facts)) return null;
  const made = findConstruction(call, facts.known);
  return made?.kind === "coded" && made.binding ? { ...made, binding: made.binding } : null;
}

/** Spares most calls the question what they make. */
function canMakeCoded(callee: TSESTree.Node, { bindings, known, setting }: Facts): boolean {
  const origin = bindings.originOf(callee);
  const errors = setting.contract?.errors ?? [];
  return origin !== null && errors.some((binding) => isMadeBy(origin, binding, known.path));
}

function toSuper(call: Construction["node"], { known, setting }: Facts): CodedError | null {
  const superClass = enclosingClass(call)?.superClass;
  const binding = superClass ? known.find(superClass, setting.contract?.errors) : null;
  return binding && { ...toCoded(call, binding), name: "super", binding };
}

/** Whether the text of a file has the name of anything that makes the contract's errors. */
export const canNameErrors = oncePerFile(({ source: { text }, setting: { contract } }: Facts): boolean => {
  if (!contract) return false;
  for (const name of namesOfErrors(contract)) if (text.includes(name)) return true;
  return false;
});

/** A default import may have any name. */
const namesOfErrors = oncePer(({ errors }: Contract): ReadonlySet<string> => {
  const names = errors.flatMap(({ name, type, member, export: exported, wrap }) => {
    if (exported === "default") return [""];
    return type === null ? [name, wrap?.name] : [member];
  });
  return new Set(names.flatMap((name) => name?.split(".", 1) ?? []));
});
