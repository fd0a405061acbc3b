import type { TSESTree } from "@typescript-eslint/types";
import { resolveConstant } from "../syntax/constants.ts";
import { enclosingFunction, propertyName, type FunctionNode } from "../syntax/unwrap.ts";
import type { Listener, Pass, Treatment } from "./file-contribution.ts";
import { findTreatment } from "./find-treatment.ts";
import { isErrorName } from "./is-error-name.ts";
import { lineOf, nameOf } from "./to-short-text.ts";
import { functionOf, toReference, type ReadFile } from "./to-reference.ts";

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
  const at = (around && file.numbers.get(around)) ?? 0;
  return call.arguments.flatMap((argument) => findInOptions(argument, file)).map((each) => toListener(each, at));
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
  if (own) return binding ? findTreatment(binding, own, file) : { asks: [], passes: [] };
  const to = asking.test(propertyName(property) ?? "") ? toReference(property.value, file) : null;
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
