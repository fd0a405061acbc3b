import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { CodedError } from "../analysis/find-coded-errors.ts";
import { findContext } from "../analysis/find-context.ts";
import { sortEdits } from "../syntax/apply-edits.ts";
import { isWithin, nearestFunctionName } from "../syntax/unwrap.ts";
import { addContext } from "./add-context.ts";
import { toFileStyle, toLiteral } from "./file-style.ts";
import type { Proposal } from "./proposal.ts";
import { toMessageQuestions, toStableMessage } from "./stable-message.ts";

/** The texts that the proposal goes by. */
export const stabiliseMessageTexts = {
  stabilise: "Say “{{message}}”.",
  moveData: "Say “{{message}}”, and put {{data}} into the context.",
} as const;

/** Makes a coded error's message a stable one, and puts what it held into its context. A text instead is the reason why that cannot be done. */
export function stabiliseMessage(
  error: CodedError & { readonly message: TSESTree.Node },
  facts: Facts,
): Proposal | string {
  const stable = toStableMessage(error.message, findCaught(error.node, facts), facts);
  if (typeof stable === "string") return stable;
  if (stable.text === null) return "too little is left of its message without what it holds";
  if (!isWithin(error.message, error.node)) return "its message is made elsewhere";
  const added = stable.data.size === 0 ? [] : addContext(error, withoutPresent(error, stable.data, facts), facts);
  if (typeof added === "string") return added;
  const [start, end] = error.message.range;
  const edits = sortEdits([{ start, end, text: toLiteral(stable.text, toFileStyle(facts)) }, ...added]);
  const { path } = facts.source;
  const listeners = {
    kind: "listeners",
    functionName: nearestFunctionName(error.node),
    exported: true,
    path,
    made: true,
    retold: true,
  } as const;
  const names = [...stable.data.keys()].map((name) => `\`${name}\``).join(", ");
  return {
    messageId: names === "" ? "stabilise" : "moveData",
    data: { message: stable.text, data: names },
    edits,
    permission: { verdict: "needs-project", questions: [listeners, ...toMessageQuestions(stable, path)] },
    manual: false,
  };
}

/** What the context has by another name already needs no second one: `{ context: { order: id } }`. */
function withoutPresent(error: CodedError, data: ReadonlyMap<string, string>, facts: Facts): Map<string, string> {
  const context = findContext(error, facts);
  const properties = context === null || context === "unknown" ? [] : context.properties;
  const values = new Set(
    properties.map((each) => (each.type === "Property" ? facts.source.text.slice(...each.value.range) : "")),
  );
  return new Map([...data].filter(([, text]) => !values.has(text)));
}

/** What the nearest caught error around a place is bound to. */
function findCaught(node: TSESTree.Node, { fates, bindings }: Facts): Variable | null {
  const around = fates.map(({ caught }) => caught).filter((caught) => isWithin(node, caught.node));
  const nearest = around.sort((one, other) => other.node.range[0] - one.node.range[0])[0];
  const declared = nearest ? bindings.declaredBy(nearest.node) : [];
  return declared.find(({ identifiers }) => identifiers.some((each) => each === nearest?.binding)) ?? null;
}
