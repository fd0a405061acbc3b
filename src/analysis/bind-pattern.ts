import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { propertyName } from "../syntax/unwrap.ts";
import { isRelated, unknown, unrelated, type Part, type Value } from "./value.ts";
import { withValue, type State } from "./walk-state.ts";

const PARTS: Readonly<Record<string, Part>> = { message: "message", stack: "stack", cause: "cause" };

/** What a property of a value holds. */
export function toMember(value: Value, name: string | null): Value {
  if (value.kind === "error") return { kind: "part", part: (name !== null && PARTS[name]) || "property" };
  if (value.kind === "part") return value;
  return isRelated(value) ? unknown : unrelated;
}

interface Assignment {
  readonly value: Value;
  readonly state: State;
  readonly variableOf: (name: TSESTree.Node) => Variable | null;
}

/** The state in which the variables of a pattern hold their shares of a value. */
export function bindPattern(pattern: TSESTree.Node, assignment: Assignment): State {
  const { value, state, variableOf } = assignment;
  const share: Value = isRelated(value) ? unknown : unrelated;
  switch (pattern.type) {
    case "Identifier": {
      const variable = variableOf(pattern);
      return variable ? withValue(state, variable, value) : state;
    }
    case "AssignmentPattern":
      return bindPattern(pattern.left, assignment);
    case "TSParameterProperty":
      return bindPattern(pattern.parameter, assignment);
    case "RestElement":
      return bindPattern(pattern.argument, { ...assignment, value: share });
    case "ArrayPattern":
      return pattern.elements.reduce(
        (before, element) => (element ? bindPattern(element, { value: share, state: before, variableOf }) : before),
        state,
      );
    case "ObjectPattern":
      return pattern.properties.reduce((before, property) => {
        if (property.type === "RestElement") return bindPattern(property, { value, state: before, variableOf });
        return bindPattern(property.value, {
          value: toMember(value, propertyName(property)),
          state: before,
          variableOf,
        });
      }, state);
    default:
      return state;
  }
}
