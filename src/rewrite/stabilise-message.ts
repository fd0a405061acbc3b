import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import type { CodedError } from "../analysis/find-coded-errors.ts";
import { findContext } from "../analysis/find-context.ts";
import { isTelling, type Path } from "../analysis/path.ts";
import type { Value } from "../analysis/value.ts";
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
  const fate = findFateAround(error.node, facts);
  const caught = fate && findVariable(fate, facts);
  const stable = toStableMessage(error.message, caught, facts);
  if (typeof stable === "string") return stable;
  if (stable.dropsError && fate && !isToldElsewhere(error, fate))
    return `nothing else tells what \`${caught?.name}\` says`;
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

/** What becomes of the nearest caught error around a place. */
function findFateAround(node: TSESTree.Node, { fates }: Facts): Fate | null {
  const around = fates.filter(({ caught }) => isWithin(node, caught.node));
  return around.sort((one, other) => other.caught.node.range[0] - one.caught.node.range[0])[0] ?? null;
}

function findVariable({ caught: { node, binding } }: Fate, { bindings }: Facts): Variable | null {
  return bindings.declaredBy(node).find(({ identifiers }) => identifiers.some((each) => each === binding)) ?? null;
}

/** Whether the caught error is the cause of what is made, or was logged or notified, on every path by which that leaves. */
function isToldElsewhere({ node }: CodedError, { paths }: Fate): boolean {
  const leaving = (paths ?? []).flatMap((path) => {
    const made = findMade(path, node);
    return made ? [{ path, made }] : [];
  });
  const isTold = leaving.every(({ path, made }) => made.cause === "kept" || path.steps.some(isTelling));
  return leaving.length > 0 && isTold;
}

/** What of the caught error has the one that is made at a place, where it leaves on a path. */
function findMade({ steps, end }: Path, node: TSESTree.Node): (Value & { kind: "made" }) | null {
  const values = steps.flatMap(({ event }) => (event.kind === "handed" ? [event.value] : []));
  const left = "value" in end ? [...values, end.value] : values;
  for (const value of left) {
    const made = value.kind === "rejection" ? value.of : value;
    if (made.kind === "made" && made.construction.node === node) return made;
  }
  return null;
}
