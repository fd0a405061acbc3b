import type { Facts } from "../analysis/facts.ts";
import { takeCause } from "../rewrite/take-cause.ts";
import type { Finding } from "./finding.ts";

/** The classes at some offsets, which are to take a cause for the sake of errors that have lost theirs. */
export function findTaughtClasses(offsets: ReadonlySet<number>, facts: Facts): Finding[] {
  return facts.nodes.classes
    .filter(({ range }) => offsets.has(range[0]))
    .flatMap((node): Finding | [] => {
      const taken = takeCause(node, facts.setting.hasErrorCause === false, facts);
      if (!taken) return [];
      const data = { error: node.id?.name ?? "the class" };
      const permission = { verdict: "safe" } as const;
      const proposal = { messageId: "takeCause", data, edits: taken.edits, permission, manual: false };
      const common = { rule: "require-cause", messageId: "noSlot", data: { ...data, made: data.error } };
      return { ...common, node, proposals: [proposal], unsettled: null, needsProof: true };
    });
}
