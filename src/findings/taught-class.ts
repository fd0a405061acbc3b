import type { Facts } from "../analysis/facts.ts";
import { takeCause } from "../rewrite/take-cause.ts";
import type { Finding } from "./finding.ts";

/** The classes at some offsets, which are to take a cause for the sake of errors that have lost theirs. */
export function findTaughtClasses(offsets: ReadonlySet<number>, facts: Facts): Finding[] {
  const reached = facts.nodes.classes.filter(({ range }) => offsets.has(range[0]));
  return reached.flatMap((node): Finding | [] => {
    const { current, old } = takeCause(node, facts);
    const taken = facts.setting.hasErrorCause === false ? old : current;
    if (!taken) return [];
    const said = { messageId: "takeCause", data: { name: node.id?.name ?? "the class" } };
    const proposal = { ...said, edits: taken.edits, permission: { verdict: "safe" }, manual: false } as const;
    return { rule: "require-cause", ...said, node, proposals: [proposal], unsettled: null, needsProof: true };
  });
}
