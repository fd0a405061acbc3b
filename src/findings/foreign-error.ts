import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Handler } from "../analysis/handler.ts";
import type { Roles } from "../analysis/meaning.ts";
import { codeError, codeMessages, type UncodedError } from "../rewrite/code-error.ts";
import { isTaken, rolesOf } from "../rewrite/response-place.ts";
import { findAssigned } from "../rewrite/uncoded-parts.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { findChainEnd } from "../syntax/promise-chain.ts";
import { enclosingFunction, isWithin, propertyName, unwrap } from "../syntax/unwrap.ts";
import { isClientCode } from "./client-code.ts";
import { isSignal } from "./error-fault.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { findLostCauses } from "./lost-cause.ts";
import { findMadeErrors } from "./made-error.ts";

/**
 * Errors whose meaning a library's host reads: `createError(404, …)`, `Object.assign(new Error(…), { status: 404 })`. They are
 * no violation, so no rule speaks of them; a migration makes them the contract's.
 */
export const foreignError: Finder = {
  rule: "no-uncoded-throw",
  messages: { foreign: "`{{error}}` has a code that only its library's host can read. Throw a coded error.", ...codeMessages },
  find(facts) {
    if (!facts.setting.contract || isClientCode(facts)) return [];
    const roles = rolesOf(facts);
    const leaving = findLeaving(facts, roles).flatMap((each) => toForeign(each, facts) ?? []);
    if (leaving.length === 0) return [];
    const owned = new Set(
      [...findMadeErrors(facts), ...findLostCauses(facts)].flatMap(({ node, construction }) => [node, construction?.node]),
    );
    const byNode = new Map(leaving.filter(({ node }) => !owned.has(node)).map((each) => [each.node, each]));
    return [...byNode.values()].map((each) => toFinding(each, facts));
  },
};

/** An expression that leaves a function as an error, and the statement or call by which it does. */
interface Leaving {
  readonly at: TSESTree.Node;
  readonly argument: TSESTree.Node;
  /** What it is handed to; `null` where it is thrown or rejected. */
  readonly callee: TSESTree.Node | null;
}

function findLeaving({ nodes, known }: Facts, roles: Roles): Leaving[] {
  const thrown = nodes.throws.map((at): Leaving => ({ at, argument: at.argument, callee: null }));
  const handed = nodes.calls.flatMap((at): Leaving[] => {
    const meaning = at.type === "CallExpression" && at.arguments.length > 0 ? known.meaningOf(at, roles) : null;
    if (meaning?.kind === "rejection" && meaning.argument) return [{ at, argument: meaning.argument, callee: null }];
    return meaning?.kind === "handover" ? [{ at, argument: meaning.argument, callee: at.callee }] : [];
  });
  return [...thrown, ...handed].sort((left, right) => left.at.range[0] - right.at.range[0]);
}

type Foreign = UncodedError & Pick<Leaving, "at">;

function toForeign({ at, argument, callee }: Leaving, facts: Facts): Foreign | null {
  const node = resolveMade(argument, facts);
  const construction = findForeign(node, facts);
  if (!construction && !isStatusObject(node) && !findAssigned(node, facts)) return null;
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

/** What an unreassigned name was declared with: `const gone = createError(410, "…"); throw gone;` */
function resolveMade(expression: TSESTree.Node, { bindings }: Facts): TSESTree.Node {
  const node = unwrap(expression);
  const variable = node.type === "Identifier" ? bindings.variableOf(node) : null;
  const definition = variable?.defs.length === 1 && isUnreassigned(variable) ? variable.defs[0] : null;
  const init = definition?.node.type === "VariableDeclarator" && definition.node.init ? unwrap(definition.node.init) : null;
  return init && /^(?:New|Call)Expression$/.test(init.type) ? init : node;
}

function findForeign(node: TSESTree.Node, facts: Facts): Construction | null {
  if (node.type !== "NewExpression" && node.type !== "CallExpression") return null;
  const meaning = facts.known.meaningOf(node, new Map());
  const construction = meaning?.kind === "construction" ? meaning.construction : null;
  return construction?.kind === "foreign" && !isSignal(construction, facts) ? construction : null;
}

/** `{ status: 404, message: "…" }`, which a host reads as it would an error. */
function isStatusObject(node: TSESTree.Node): boolean {
  if (node.type !== "ObjectExpression") return false;
  const names = node.properties.map((each) => (each.type === "Property" ? propertyName(each) : null));
  return names.includes("message") && names.some((name) => /^(?:status|statusCode|code)$/.test(name ?? ""));
}

function toFinding(error: Foreign, facts: Facts): Finding {
  const { node, at } = error;
  const coded = leavesFunction(at) ? codeError(error, facts) : "the same function takes it again, and may ask what it is";
  const isText = typeof coded === "string";
  return {
    rule: foreignError.rule,
    messageId: "foreign",
    data: { error: toExcerpt(node, facts) },
    node,
    proposals: isText ? [] : [coded],
    unsettled: isText ? coded : null,
    needsProof: true,
  };
}

/** Whether nobody of the same function takes what leaves at a node: no `try`, and no promise handler. */
function leavesFunction(node: TSESTree.Node): boolean {
  if (isTaken(node)) return false;
  const around = enclosingFunction(node);
  const chain = around && findChainEnd(around);
  if (!chain) return true;
  return !chain.goesOn && (chain.kind !== "awaited" || leavesFunction(chain.node));
}
