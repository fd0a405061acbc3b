import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Handler } from "../analysis/handler.ts";
import { errorLibraries } from "../knowledge/error-libraries.ts";
import { codeMessages } from "../rewrite/code-error.ts";
import { rolesOf } from "../rewrite/response-place.ts";
import { findAssigned, findFactory, type UncodedError } from "../rewrite/uncoded-parts.ts";
import { isWithin, propertyName } from "../syntax/unwrap.ts";
import { isClientCode } from "./client-code.ts";
import { findCodedProposals } from "./coded-proposals.ts";
import { isSignal } from "./error-fault.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { findLeaving, findOwned, leavesFunction, type Leaving } from "./leaving-error.ts";
import { resolveMade } from "./uncoded-error.ts";

const LIBRARIES = errorLibraries.flatMap(({ modules }) => modules);

/**
 * Errors whose meaning a library's host reads: `createError(404, …)`, `Object.assign(new Error(…), { status: 404 })`. They are
 * no violation, so no rule speaks of them; a migration makes them the contract's.
 */
export const foreignError: Finder = {
  rule: "no-uncoded-throw",
  messages: {
    foreign: "`{{error}}` has a code that only its library's host can read. Throw a coded error.",
    ...codeMessages,
  },
  concerns: new RegExp(`Object\\.assign\\(|\\bstatus(?:Code)?:|["'](?:${LIBRARIES.join("|")})["']`),
  find(facts) {
    if (!facts.setting.contract || isClientCode(facts)) return [];
    const leaving = findLeaving(facts, rolesOf(facts)).flatMap((each) => toForeign(each, facts) ?? []);
    if (leaving.length === 0) return [];
    const owned = findOwned(facts);
    const byNode = new Map(leaving.filter(({ node }) => !owned.has(node)).map((each) => [each.node, each]));
    return [...byNode.values()].map((each) => toFinding(each, facts));
  },
};

type Foreign = UncodedError & Pick<Leaving, "at">;

function toForeign({ at, argument, callee }: Leaving, facts: Facts): Foreign | null {
  const node = resolveMade(argument, facts);
  const construction = findForeign(node, facts);
  if (!construction && !isStatusObject(node) && !findAssigned(node, facts) && !findFactory(node, facts)) return null;
  const handler = facts.handlers.find((each) => isWithin(node, each.function));
  if (handler?.isBoundary) return null;
  return { at, node, construction, callee, ...(handler && { handler: innermost(node, handler, facts) }) };
}

function innermost(node: TSESTree.Node, first: Handler, { handlers }: Facts): Handler {
  return handlers.reduce(
    (nearest, each) => (isWithin(node, each.function) && isWithin(each.function, nearest.function) ? each : nearest),
    first,
  );
}

function findForeign(node: TSESTree.Node, facts: Facts): Construction | null {
  if (node.type !== "NewExpression" && node.type !== "CallExpression") return null;
  const meaning = facts.known.meaningOf(node);
  const construction = meaning?.kind === "construction" ? meaning.construction : null;
  return construction?.kind === "foreign" && !isSignal(construction, facts) ? construction : null;
}

/** `{ status: 404, message: "…" }`, which a host reads as it would an error. */
function isStatusObject(node: TSESTree.Node): boolean {
  if (node.type !== "ObjectExpression") return false;
  const names = node.properties.map((each) => (each.type === "Property" ? propertyName(each) : null));
  return names.includes("message") && names.some((name) => /^(?:status|statusCode|code)$/.test(name ?? ""));
}

const takenAgain = { proposals: [], unsettled: "the same function takes it again, and may ask what it is" };

function toFinding(error: Foreign, facts: Facts): Finding {
  const { node, at, callee = null } = error;
  return {
    rule: foreignError.rule,
    messageId: "foreign",
    data: { error: toExcerpt(node, facts) },
    node,
    ...(leavesFunction({ at, callee }, facts) ? findCodedProposals(error, facts) : takenAgain),
    needsProof: true,
  };
}
