import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import type { Handler } from "../analysis/handler.ts";
import { throwsCoded } from "../analysis/throws-coded.ts";
import { isClientStatus } from "../knowledge/status-codes.ts";
import { codeMessages } from "../rewrite/code-error.ts";
import { wrap, wrapMessages } from "../rewrite/wrap.ts";
import { enclosingFunction, propertyName, unwrap } from "../syntax/unwrap.ts";
import { isClientCode } from "./client-code.ts";
import { findCodedProposals } from "./coded-proposals.ts";
import { toExcerpt } from "./excerpt.ts";
import { isForwarding } from "./forwarding.ts";
import { findExits, type Exit } from "./exit.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { toHandlerFate } from "./handler-fate.ts";
import { findTaker } from "./handler-taker.ts";
import { findMadeErrors, type MadeError } from "./made-error.ts";
import { findUnpermitted } from "./permitted.ts";

const rule = "no-uncoded-handler-error";

/** C5: an error leaves a handler without a code: one made there, or a caught one that is handed to `next` or a callback. */
export const noUncodedHandlerError: Finder = {
  rule,
  messages: {
    thrown:
      "`{{error}}` leaves the handler without a code: {{fate}}. Throw a coded error, whose code says what failed and whose fault it is.",
    given:
      "`{{error}}` goes to `{{callee}}` without a code: {{fate}}. Make a coded error, whose code says what failed and whose fault it is.",
    literal:
      "`{{error}}` is thrown, and is no error: it has neither a stack nor a code that says what failed and whose fault it is. Throw a coded error.",
    givenLiteral:
      "`{{error}}` goes to `{{callee}}`, and is no error: it has neither a stack nor a code that says what failed and whose fault it is. Make a coded error.",
    handed:
      "`{{error}}` goes to `{{callee}}` as it was caught: unless it has a code, {{fate}}. Wrap it with what was being done.",
    nullable:
      "`{{error}}` goes on to `{{callee}}` untested and unchanged: when it is there, {{fate}}. Wrap it where it is not null.",
    ...codeMessages,
    ...wrapMessages,
  },
  find(facts) {
    if (facts.handlers.length === 0 || isClientCode(facts)) return [];
    // what has a code is said by the contract alone
    const made = facts.setting.contract ? findMadeErrors(facts).map((each) => toMade(each, facts)) : [];
    const handed = facts.fates.flatMap((fate) => findHanded(fate, facts));
    const byNode = new Map([...handed, ...made].map((finding) => [finding.node, finding]));
    return [...byNode.values()].sort((left, right) => left.node.range[0] - right.node.range[0]);
  },
};

function toMade(made: MadeError, facts: Facts): Finding {
  const { node, construction, callee } = made;
  return {
    rule,
    messageId: callee ? (construction ? "given" : "givenLiteral") : construction ? "thrown" : "literal",
    data: {
      error: toExcerpt(node, facts),
      callee: callee ? toExcerpt(callee, facts) : "",
      fate: toFate(made, facts),
    },
    node,
    ...findCodedProposals(made, facts),
  };
}

/** What becomes of an error: the framework or the boundary says it, unless somebody is in between who is thrown it first. */
function toFate({ node, handler, callee }: MadeError, facts: Facts): string {
  if (hasClientStatus(node, facts)) return "its status says no more than that it is the client's fault";
  const taker = callee ? null : findTaker(handler, facts);
  return taker ? `what a client sees of it is up to \`${taker.name}\`` : toHandlerFate(handler, facts);
}

/** `const err = new Error("…"); err.status = 404;` */
function hasClientStatus({ parent }: TSESTree.Node, { bindings, nodes }: Facts): boolean {
  const [variable] = parent?.type === "VariableDeclarator" ? bindings.declaredBy(parent) : [];
  return nodes.assignments.some(({ left, right }) => {
    const member = unwrap(left);
    if (!variable || member.type !== "MemberExpression" || !/^status(?:Code)?$/.test(propertyName(member) ?? ""))
      return false;
    const status = right.type === "Literal" ? Number(right.value) : 0;
    return bindings.variableOf(unwrap(member.object)) === variable && isClientStatus(status);
  });
}

/** The caught errors that a handler hands to `next` or its callback as they are. */
function findHanded(fate: Fate, facts: Facts): Finding[] {
  const { caught, paths } = fate;
  if (paths === null || caught.kind === "boundary" || isForwarding(fate, facts) || mayBeCoded(caught, facts)) return [];
  if (isNextOfAnother(caught, facts)) return [];
  if (paths.some(({ steps }) => steps.some(({ event }) => event.kind === "enriched"))) return [];
  const raw = paths
    .flatMap(findExits)
    .filter(({ kind, value, coded }) => kind === "next" && value.kind === "error" && !coded);
  return findUnpermitted(raw, paths, facts).flatMap((exit) => toHanded(exit, fate, facts) ?? []);
}

/**
 * Whether an error may have a code already, and nobody here could keep it: the `try` throws coded ones itself, or whatever it
 * called may have, and the contract has no wrapper. `catch (err) { next(err); }` is then what `.catch(next)` is.
 */
function mayBeCoded(caught: CaughtError, facts: Facts): boolean {
  return throwsCoded(caught, facts) || (caught.kind !== "callback" && !facts.known.canonical?.wrap);
}

/** `authenticate(req, res, (err) => { if (err) next(err); … })`: middleware calls another one, which says of its errors what they are. */
function isNextOfAnother({ kind, call }: CaughtError, { handlers, bindings }: Facts): boolean {
  if (kind !== "callback" || call?.arguments.length !== 3) return false;
  const [request, response] = call.arguments.map((each) => bindings.variableOf(unwrap(each)));
  return handlers.some(
    ({ roles }) =>
      request && response && roles.get(request)?.role === "request" && roles.get(response)?.role === "response",
  );
}

function toHanded(exit: Exit, { caught }: Fate, facts: Facts): Finding | null {
  const handler = findHandler(exit.node, facts);
  if (!handler || handler.isBoundary) return null;
  const wrapped = wrap({ caught, argument: exit.argument, nullable: !exit.certain }, facts);
  const data = {
    error: toExcerpt(exit.argument, facts),
    callee: exit.callee ? toExcerpt(exit.callee, facts) : "",
    fate: toHandlerFate(handler, facts),
  };
  return {
    rule,
    messageId: exit.certain ? "handed" : "nullable",
    data,
    node: exit.node,
    proposals: typeof wrapped === "string" ? [] : [wrapped],
    unsettled: typeof wrapped === "string" ? wrapped : null,
  };
}

function findHandler(node: TSESTree.Node, { handlers }: Facts): Handler | null {
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) {
    const found = handlers.find((handler) => handler.function === at);
    if (found) return found;
  }
  return null;
}
