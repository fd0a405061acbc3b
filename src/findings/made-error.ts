import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Handler } from "../analysis/handler.ts";
import { isTaken } from "../rewrite/response-place.ts";
import { findChainEnd } from "../syntax/promise-chain.ts";
import {
  enclosingFunction,
  functionName,
  type FunctionNode,
  isFunction,
  isWithin,
  literalString,
  parentOutsideCasts,
  propertyName,
  propertyValue,
  unwrap,
} from "../syntax/unwrap.ts";
import { isDefaultCase, isInvariant, isInvariantName } from "./invariant.ts";
import { findLostCauses } from "./lost-cause.ts";
import { oncePerFile } from "../analysis/once-per-file.ts";
import { findUncoded, resolveMade } from "./uncoded-error.ts";

/** An error, or something thrown like one, that is made below a handler and leaves it. */
export interface MadeError {
  /** What makes it: `new Error("…")`, or a literal. */
  readonly node: TSESTree.Node;
  /** `null` for what is no error at all: a string, an object. */
  readonly construction: Construction | null;
  readonly handler: Handler;
  /** `next` or a callback that it is handed to; `null` where it is thrown. */
  readonly callee: TSESTree.Node | null;
}

/** Every uncoded error of a file that is made in a handler, or in a function of the file that one calls, and leaves it. */
export const findMadeErrors = oncePerFile(collectMadeErrors);

function collectMadeErrors(facts: Facts): MadeError[] {
  const search = new MadeErrorSearch(facts);
  for (const handler of facts.handlers)
    if (!handler.isBoundary && !isMeantToFail(handler, facts)) search.enter(handler.function, handler);
  return search.found;
}

/** `app.get("/debug-sentry", () => { throw new Error("test"); })`: a route for seeing that failures are reported. */
function isMeantToFail({ function: { body }, evidence }: Handler, { source: { path } }: Facts): boolean {
  const first = body?.type === "BlockStatement" && body.body.find(({ type }) => type !== "ExpressionStatement");
  if (!first || first.type !== "ThrowStatement") return false;
  const route = evidence.type === "CallExpression" ? literalString(evidence.arguments[0]) : null;
  return /boom|crash|debug|sentry|test/.test(route ?? "") || path.includes("sentry-example");
}

/** `res.status(401).end(); throw new Error("no session");`: what is thrown changes no answer. */
function isAnswered({ range, parent }: TSESTree.ThrowStatement, { roles }: Handler, { known }: Facts): boolean {
  const statements = parent.type === "BlockStatement" ? parent.body : [];
  const before = statements.filter((each) => each.range[1] <= range[0]).at(-1);
  const call = before?.type === "ExpressionStatement" ? unwrap(before.expression) : null;
  const meaning = call?.type === "CallExpression" ? known.meaningOf(call, roles) : null;
  return meaning?.kind === "sink" && meaning.sink.ends;
}

/** Functions are followed this deep. */
const DEEPEST = 3;

class MadeErrorSearch {
  readonly #found = new Map<TSESTree.Node, MadeError>();
  readonly #entered = new Set<FunctionNode>();
  /** Made in place of a caught error: another rule speaks of these. */
  readonly #inPlace: ReadonlySet<TSESTree.Node>;

  constructor(readonly facts: Facts) {
    this.#inPlace = new Set(findLostCauses(facts).map(({ construction }) => construction.node));
  }

  get found(): MadeError[] {
    return [...this.#found.values()];
  }

  /** Looks for what leaves a function whose errors leave a handler. */
  enter(target: FunctionNode, handler: Handler, depth = 0): void {
    if (this.#entered.has(target) || depth > DEEPEST) return;
    this.#entered.add(target);
    const { nodes } = this.facts;
    const within = <T extends TSESTree.Node>(all: readonly T[]): T[] => all.filter((each) => isWithin(each, target));
    for (const { argument, range, parent } of within(nodes.throws)) {
      const place = { range, parent } as TSESTree.ThrowStatement;
      if (isOutermost(argument, target, this.facts) && !isTaken(place) && !isAnswered(place, handler, this.facts))
        this.#take(argument, { handler, callee: null });
    }
    for (const call of within(nodes.calls)) this.#takeCall(call, { target, handler, depth });
  }

  #takeCall(
    call: TSESTree.CallExpression | TSESTree.NewExpression,
    { target, handler, depth }: { target: FunctionNode; handler: Handler; depth: number },
  ): void {
    if (call.type !== "CallExpression") return;
    const { known } = this.facts;
    const [first] = call.arguments;
    const callee = unwrap(call.callee);
    if (first && callee.type === "Identifier" && isHandover(callee, handler, this.facts)) {
      this.#take(first, { handler, callee });
      return;
    }
    if (!isOutermost(call, target, this.facts)) return;
    const meaning = known.meaningOf(call);
    if (meaning?.kind === "rejection") {
      if (meaning.argument && isReturned(call)) this.#take(meaning.argument, { handler, callee: null });
    } else if (
      meaning?.kind === "local" &&
      !isInvariantName(functionName(meaning.function)) &&
      this.#leaves(call, meaning.function)
    )
      this.enter(meaning.function, handler, depth + 1);
  }

  /** Whether what a called function throws leaves the function around the call. */
  #leaves(call: TSESTree.CallExpression, called: FunctionNode): boolean {
    const isWaitedFor = !called.async || isReturned(call) || parentOutsideCasts(call)?.type === "AwaitExpression";
    return isWaitedFor && !isTaken(call) && !called.generator;
  }

  #take(expression: TSESTree.Node, { handler, callee }: Pick<MadeError, "handler" | "callee">): void {
    const node = resolveMade(expression, this.facts);
    const construction = findUncoded(node, this.facts);
    const isOther = construction === null && isNoError(node, handler, callee);
    if (
      (!construction && !isOther) ||
      this.#found.has(node) ||
      this.#inPlace.has(node) ||
      isInvariant(node, construction) ||
      (isDefaultCase(node) && enclosingFunction(node) !== handler.function)
    )
      return;
    this.#found.set(node, { node, construction, handler, callee });
  }
}

const ITERATING = /^(?:map|forEach|filter|some|every|find|findIndex|flatMap|reduce|sort)$/;

/** Whether what is thrown at a node leaves a function: it stands in its own frame, or in callbacks that hand it on. */
function isOutermost(node: TSESTree.Node, target: FunctionNode, facts: Facts): boolean {
  let at = enclosingFunction(node);
  while (at && at !== target) {
    const chain = findChainEnd(at);
    if (chain) {
      if (chain.kind === "floating" || chain.goesOn) return false;
      if (chain.kind === "awaited" && isTaken(chain.node)) return false;
      at = chain.function;
      continue;
    }
    const call = parentOutsideCasts(at);
    const callee = call?.type === "CallExpression" && call.callee !== at ? unwrap(call.callee) : null;
    const isIterated = callee?.type === "MemberExpression" && ITERATING.test(propertyName(callee) ?? "");
    if (!isIterated || at.async || !call || isTaken(call) || facts.handlers.some((each) => each.function === at))
      return false;
    at = enclosingFunction(at);
  }
  return at === target;
}

function isReturned(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  if (parent?.type === "AwaitExpression") return true;
  return parent?.type === "ReturnStatement" || (parent !== null && isFunction(parent) && unwrap(parent.body) === node);
}

/** `next` or a callback of the handler, wherever inside of it the call stands. */
function isHandover(callee: TSESTree.Identifier, { roles, framework }: Handler, { bindings }: Facts): boolean {
  const variable = bindings.variableOf(callee);
  const role = variable && roles.get(variable)?.role;
  if (role !== "next" && role !== "done" && role !== "callback") return false;
  // a `next` beside a context continues, and takes no error
  return (
    role !== "next" || [...roles.values()].some((each) => each.framework === framework && each.role === "response")
  );
}

/** A string or an object, which says nothing of where it came from. */
function isNoError(node: TSESTree.Node, { framework }: Handler, callee: TSESTree.Node | null): boolean {
  const text = literalString(node);
  if (text !== null) return callee === null || !framework.passes?.includes(text);
  if (node.type === "TemplateLiteral" || (node.type === "BinaryExpression" && node.operator === "+")) return true;
  // gRPC and others answer with the code of what they are handed
  return (
    node.type === "ObjectExpression" && propertyValue(node, "code") === null && propertyValue(node, "digest") === null
  );
}
