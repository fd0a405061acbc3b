import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import { oncePerFile } from "../analysis/once-per-file.ts";
import { codeMessages } from "../rewrite/code-error.ts";
import { isClientCode, isInComponent } from "./client-code.ts";
import { findCodedProposals } from "./coded-proposals.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { isDefaultCase, isInvariant, isMisuse } from "./invariant.ts";
import { findLeaving, findOwned, leavesFunction, type Leaving } from "./leaving-error.ts";
import { findMadeErrors } from "./made-error.ts";
import { toPlace } from "./place.ts";
import { carriesCode, findUncoded, isSelected, resolveMade } from "./uncoded-error.ts";

const rule = "no-uncoded-throw";

/** C5: an error that is made outside of handlers is thrown, rejected or handed on without a code. */
export const noUncodedThrow: Finder = {
  rule,
  messages: {
    thrown:
      "`{{error}}` leaves {{place}} without a code: nobody above can tell what failed, or whose fault it is. Throw a coded error.",
    handed:
      "`{{error}}` goes to `{{callee}}` without a code: nobody there can tell what failed, or whose fault it is. Make a coded error of it.",
    ...codeMessages,
  },
  concerns: /Err|Exception/,
  find: (facts) => findUncodedThrows(facts).map((each) => toFinding(each, facts)),
};

interface Uncoded extends Leaving {
  readonly node: TSESTree.Node;
  readonly construction: Construction;
}

/** Every error without a code that is made outside of handlers and leaves, once. */
const findUncodedThrows = oncePerFile(collectUncodedThrows);

function collectUncodedThrows(facts: Facts): Uncoded[] {
  // what would be thrown in its place is said by the contract alone
  if (!facts.setting.contract?.errors.length || isClientCode(facts)) return [];
  const uncoded = findLeaving(facts).flatMap((leaving) => toUncoded(leaving, facts) ?? []);
  if (uncoded.length === 0) return [];
  const owned = findOwned(facts);
  return [...new Map(uncoded.filter(({ node }) => !owned.has(node)).map((each) => [each.node, each])).values()];
}

/** The errors that lack a code, in handlers and elsewhere: what else is wrong with one is said when it has got one. */
export function findWithoutCode(facts: Facts): ReadonlySet<TSESTree.Node> {
  const made = facts.setting.contract ? findMadeErrors(facts) : [];
  return new Set([...made, ...findUncodedThrows(facts)].map(({ node }) => node));
}

function toUncoded(leaving: Leaving, facts: Facts): Uncoded | null {
  const node = resolveMade(leaving.argument, facts);
  const construction = findUncoded(node, facts);
  if (!construction || !leavesFunction(leaving, facts) || isInComponent(node, facts)) return null;
  if (isInvariant(node, construction) || isDefaultCase(node) || isMisuse(construction)) return null;
  if (carriesCode(construction, facts) || isSelected(construction, facts)) return null;
  return { ...leaving, node, construction };
}

function toFinding({ node, construction, callee }: Uncoded, facts: Facts): Finding {
  return {
    rule,
    messageId: callee ? "handed" : "thrown",
    data: {
      error: toExcerpt(node, facts),
      callee: callee ? toExcerpt(callee, facts) : "",
      place: toPlace(node),
    },
    node,
    ...findCodedProposals({ node, construction }, facts),
  };
}
