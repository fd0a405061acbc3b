import type { TSESTree } from "@typescript-eslint/types";
import { moduleOf } from "../analysis/match.ts";
import { resolveConstant } from "../syntax/constants.ts";
import {
  enclosingFunction,
  lastName,
  parentOutsideCasts,
  propertyName,
  unwrap,
  type FunctionNode,
} from "../syntax/unwrap.ts";
import type { Listener, Pass, Treatment } from "./file-contribution.ts";
import { findTreatment, findTreatmentOf } from "./find-treatment.ts";
import { isErrorName } from "./is-error-name.ts";
import { lineOf, nameOf, toShortText } from "./to-short-text.ts";
import { functionOf, numberOf, toReference, type ReadFile } from "./to-reference.ts";

/** Options under which a function is expected that is asked what becomes of an error. */
const asking =
  /^(?:retry\w*|shouldRetry|isRetryable|canRetry|onRetry|onFailedAttempt|onFail(?:ed|ure)?|onError\w*|catch|handleError|error(?:Filter|Handler)|when|backoffStrategy|predicate)$/;

/** At which places a function takes the error that is named under an option: `(error)`, `(count, error)`, `(attempts, type, error)`. */
const places = [0, 1, 2];

/** Who hears, by the options of a call, of what the functions fail with that it is given: `backOff(write, { retry: (err) => … })`. */
export function findOptionListeners(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  file: ReadFile,
): Listener[] {
  const around = enclosingFunction(call);
  const at = numberOf(around, file);
  const hearing = [
    ...call.arguments.flatMap((argument) => findInOptions(argument, file)),
    ...findInPolicies(call, file),
  ];
  return hearing.map((each) => toListener(each, at));
}

type Hearing = Treatment & { readonly line: number };

function findInOptions(node: TSESTree.Node, file: ReadFile): Hearing[] {
  const options = resolveConstant(node, file.facts.bindings);
  if (options.type !== "ObjectExpression") return [];
  return options.properties.flatMap((property) => {
    if (property.type !== "Property") return [];
    const { asks, passes } = findTreatmentUnder(property, file);
    const own = asks.length + passes.length > 0 ? [{ asks, passes, line: lineOf(property, file) }] : [];
    return property.value.type === "ObjectExpression" ? findInOptions(property.value, file) : own;
  });
}

function findTreatmentUnder(property: TSESTree.Property, file: ReadFile): Treatment {
  const own = functionOf(property.value, file);
  const binding = own && findErrorOf(own);
  const isAsking = asking.test(propertyName(property) ?? "");
  if (own && !binding) return findTreatmentOf(isAsking ? findErrorMembers(own, file) : [], file);
  if (own && binding) return findTreatment(binding, own, file);
  const to = isAsking ? toReference(property.value, file) : null;
  const pass = { to, name: nameOf(property.value), isUsed: false, line: lineOf(property, file) };
  return { asks: [], passes: to ? places.map((argument): Pass => ({ ...pass, argument })) : [] };
}

/** `(error) => …`, `({ error }) => …` */
function findErrorOf({ params }: FunctionNode): TSESTree.Node | null {
  for (const parameter of params) {
    if (parameter.type === "Identifier" && isErrorName(parameter.name)) return parameter;
    const members = parameter.type === "ObjectPattern" ? parameter.properties : [];
    const member = members.find((each) => each.type === "Property" && isErrorName(propertyName(each) ?? ""));
    if (member?.type === "Property") return member.value;
  }
  return null;
}

/** `context.error` of `(context) => …` */
function findErrorMembers({ params }: FunctionNode, { facts: { bindings } }: ReadFile): TSESTree.Node[] {
  const named = params.filter((each) => each.type === "Identifier");
  const variables = named.flatMap((each) =>
    bindings.declaredBy(each.parent).filter(({ identifiers }) => identifiers.includes(each)),
  );
  return variables.flatMap(({ references }) =>
    references.flatMap(({ identifier }) => {
      const member = parentOutsideCasts(identifier);
      return member?.type === "MemberExpression" && propertyName(member) === "error" ? [member] : [];
    }),
  );
}

/** `policy.execute(write)`: whom the file's policies of cockatiel ask, as `handleWhen((err) => …)` and `handleType(GoneError)` do. */
function findInPolicies({ callee }: TSESTree.CallExpression | TSESTree.NewExpression, file: ReadFile): Hearing[] {
  const { bindings } = file.facts;
  const member = unwrap(callee);
  if (member.type !== "MemberExpression" || propertyName(member) !== "execute") return [];
  const isPolicy = (node: TSESTree.Node): boolean => {
    const origin = bindings.originOf(node);
    return origin !== null && moduleOf(origin) === "cockatiel";
  };
  if (!isPolicy(member.object)) return [];
  const asked = file.facts.nodes.calls.filter(
    (each) => /^(?:handle|or)(?:When|Type)$/.test(lastName(each.callee) ?? "") && isPolicy(each.callee),
  );
  return asked.map((each) => toPolicyHearing(each, file));
}

function toPolicyHearing(call: TSESTree.CallExpression | TSESTree.NewExpression, file: ReadFile): Hearing {
  const line = lineOf(call, file);
  const [first] = call.arguments;
  const own = first && functionOf(first, file);
  const [parameter] = own?.params ?? [];
  if (own && /When$/.test(lastName(call.callee) ?? ""))
    return { ...(parameter ? findTreatment(parameter, own, file) : { asks: [], passes: [] }), line };
  const text = `${lastName(call.callee) ?? ""}(${first ? toShortText(file.facts.source.text.slice(...first.range)) : ""})`;
  return { asks: [{ text, line, isCause: false }], passes: [], line };
}

/** What it hears of goes on all the same, once the call gives up. */
function toListener({ asks, passes, line }: Hearing, around: number): Listener {
  return {
    function: around,
    self: null,
    line,
    kind: "callback",
    asks,
    passes,
    goesOn: true,
    leaves: "bare",
    ends: "no",
    emits: false,
  };
}
