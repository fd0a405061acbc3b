import type { TSESTree } from "@typescript-eslint/types";
import type { Binding, Contract } from "../contract/contract.ts";
import { resolveConstant } from "../syntax/constants.ts";
import { oncePer } from "../syntax/once-per.ts";
import { literalString, propertyValue, unwrap } from "../syntax/unwrap.ts";
import type { CodeUses } from "./code-use.ts";

/** Codes that a call names: `findCause(err, "NOT_FOUND")`, `fromResponse(res, "…", { passOn: ["NOT_FOUND"] })`. */
export function addNamedCodes(uses: CodeUses): void {
  const { facts, contract } = uses;
  const own = readersOf(contract);
  const readers = own.length > 0 && facts.source.text.includes("passOn") ? own : [];
  if (readers.length === 0 && contract.causeFinders.length === 0) return;
  for (const call of facts.nodes.calls) {
    if (call.type !== "CallExpression" || call.arguments.length < 2) continue;
    const [, second, third] = call.arguments;
    const code = second ? literalString(unwrap(second)) : null;
    // another team's finder may take the name of a class
    if (second && code && facts.known.find(call.callee, contract.causeFinders))
      uses.add(unwrap(second), code, "comparison", "possible");
    if (third && facts.known.find(call.callee, readers)) addPassedOn(third, uses);
  }
}

function addPassedOn(options: TSESTree.Node, uses: CodeUses): void {
  const { bindings } = uses.facts;
  const object = resolveConstant(options, bindings);
  const value = object.type === "ObjectExpression" ? propertyValue(object, "passOn") : null;
  const list = value === null || value === "unknown" ? null : resolveConstant(value, bindings);
  for (const element of list?.type === "ArrayExpression" ? list.elements : []) {
    const code = element && literalString(unwrap(element));
    if (element && code) uses.add(unwrap(element), code, "membership", "certain");
  }
}

/** What reads another service's answer in the generated module, by the modules that the contract names of it. */
const readersOf = oncePer(({ errors, sanitizers, causeFinders }: Contract): readonly Binding[] => {
  const named = [
    ...errors.flatMap(({ module, wrap }) => [module, wrap?.module]),
    ...[...sanitizers, ...causeFinders].map(({ module }) => module),
  ];
  const folders = named.flatMap(
    (module) => /^(.*\/)(?:app-error|coded-error|own-errors|envelope)$/.exec(module ?? "")?.[1] ?? [],
  );
  return [...new Set(folders)].flatMap((folder) =>
    ["fromResponse", "fromEnvelope"].map((name) => {
      return { name, export: null, type: null, member: null, module: `${folder}remote` };
    }),
  );
});
