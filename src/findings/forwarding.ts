import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import { isExecutor } from "../analysis/find-handover.ts";
import {
  enclosingFunction,
  isFunction,
  isNullish,
  parentOutsideCasts,
  propertyName,
  unwrap,
} from "../syntax/unwrap.ts";
import { resolveMade } from "./uncoded-error.ts";

/**
 * Whether what is caught was thrown by a function that the catching one was given, or stands in for:
 * `try { return await fn(tx); } catch (err) { … }`, `query(...args)`. It knows nothing of what that function was doing.
 */
export function isForwarding({ caught: { node, call } }: Fate, facts: Facts): boolean {
  if (node.type !== "CatchClause")
    return call !== null && (isGiven(call.callee, facts) || isOfForwarded(call, facts) || isOfInterceptor(call, facts));
  // what else was waited for before may be what failed
  const { body } = (node.parent as TSESTree.TryStatement).block;
  if (body[0] && isStandIn(body[0], facts)) return true;
  const results = body.map(findResults);
  const first = results.find((each) => each.length > 0);
  const place = { isAlone: first === results[0], facts };
  return first?.every((each) => isForwarded(each, place)) ?? false;
}

/** `const result = fn.apply(target, args); return result.catch((err) => …);` */
function isOfForwarded({ callee }: TSESTree.CallExpression, facts: Facts): boolean {
  const method = unwrap(callee);
  if (method.type !== "MemberExpression") return false;
  const made = findChainStart(resolveMade(method.object, facts));
  return made.type === "CallExpression" && (isTakenPlace(made, facts) || isGiven(made.callee, facts));
}

/** `next.handle().pipe(catchError((err) => …))`: an interceptor of NestJS is given whatever handler it stands before. */
function isOfInterceptor(operator: TSESTree.CallExpression, { bindings }: Facts): boolean {
  const pipe = parentOutsideCasts(operator);
  const piped = pipe?.type === "CallExpression" ? unwrap(pipe.callee) : null;
  const handled = piped?.type === "MemberExpression" && propertyName(piped) === "pipe" ? unwrap(piped.object) : null;
  const callee = handled?.type === "CallExpression" ? unwrap(handled.callee) : null;
  const next = callee?.type === "MemberExpression" ? bindings.variableOf(unwrap(callee.object)) : null;
  const type = next && bindings.declaredTypeOf(next);
  return type?.root.kind === "import" && type.root.module === "@nestjs/common" && type.path.at(-1) === "CallHandler";
}

/** Work that was got elsewhere: `const task = await next(); await task();` */
function isGot(callee: TSESTree.Node, given: readonly TSESTree.Node[], { bindings }: Facts): boolean {
  const definition = bindings.variableOf(unwrap(callee))?.defs[0]?.node;
  const init = definition?.type === "VariableDeclarator" && definition.init ? unwrap(definition.init) : null;
  return given.length === 0 && (init?.type === "AwaitExpression" || init?.type === "CallExpression");
}

/** `fn(...args)` of `fn(...args).then(keep)` */
function findChainStart(node: TSESTree.Node): TSESTree.Node {
  const link = node.type === "CallExpression" ? unwrap(node.callee) : null;
  const isLink = link?.type === "MemberExpression" && /^(?:then|finally)$/.test(propertyName(link) ?? "");
  return isLink ? findChainStart(unwrap(link.object)) : node;
}

/** Whether a statement, the first of a `try`, calls what the function was given in its own place: `const value = use ? use(...args) : undefined;` */
function isStandIn(statement: TSESTree.Statement, facts: Facts): boolean {
  const value = findValue(statement);
  const calls = value ? findAlternatives(value).filter((each) => each.type === "CallExpression") : [];
  return calls.length > 0 && calls.every((each) => isTakenPlace(each, facts));
}

function findAlternatives(expression: TSESTree.Node): TSESTree.Node[] {
  const node = unwrap(expression);
  if (node.type === "ConditionalExpression") return [node.consequent, node.alternate].flatMap(findAlternatives);
  // `resolve(fn(...args));` of a promise's executor
  if (node.type === "CallExpression" && isCalled(node, "resolve") && node.arguments[0])
    return findAlternatives(node.arguments[0]);
  return [node.type === "AwaitExpression" ? unwrap(node.argument) : node];
}

/** A call with all that the function was called with, or of a listener: `fn(...args)`, `fn.apply(target, args)`, `listener.call(signal, event)`. */
function isTakenPlace({ callee, arguments: given }: TSESTree.CallExpression, facts: Facts): boolean {
  const inner = unwrap(callee);
  const method = inner.type === "MemberExpression" ? propertyName(inner) : null;
  if (method === "apply") return isApplied(callee, given, facts);
  if (inner.type === "MemberExpression" && /^(?:call|handleEvent)$/.test(method ?? ""))
    return isGiven(inner.object, facts);
  return given.some((each) => each.type === "SpreadElement" && isRest(each.argument, facts));
}

/** The calls of which a statement returns or waits for one: `fn()` in `resolve(await fn());` and `result = await fn();`, both of `return row ? await fn(row) : await fn();` */
function findResults(statement: TSESTree.Statement): TSESTree.CallExpression[] {
  const result = findValue(statement);
  const value = result && unwrap(result);
  const inner = value?.type === "AssignmentExpression" ? unwrap(value.right) : value;
  const choices = inner?.type === "ConditionalExpression" ? [inner.consequent, inner.alternate] : [inner];
  const calls = choices.map((each) => each && findCall(unwrap(each), statement));
  return calls.every((each) => each !== null) ? calls : [];
}

function findCall(inner: TSESTree.Node, statement: TSESTree.Statement): TSESTree.CallExpression | null {
  const [settled] = inner.type === "CallExpression" ? inner.arguments : [];
  const waited = settled?.type === "AwaitExpression" ? settled : inner;
  const call = waited.type === "AwaitExpression" ? unwrap(waited.argument) : waited;
  const isResult = waited !== call || statement.type === "ReturnStatement";
  return call.type === "CallExpression" && isResult ? call : null;
}

function findValue(statement: TSESTree.Statement): TSESTree.Node | null {
  const said = findSaid(statement);
  const call = said && unwrap(said);
  // `return Promise.resolve(fn(...args));` is what `return await fn(...args);` is elsewhere
  return call?.type === "CallExpression" && isPromised(call) ? (call.arguments[0] ?? null) : said;
}

function isCalled({ callee }: TSESTree.CallExpression, name: string): boolean {
  const inner = unwrap(callee);
  return inner.type === "Identifier" && inner.name === name;
}

function isPromised({ callee }: TSESTree.CallExpression): boolean {
  const method = unwrap(callee);
  if (method.type !== "MemberExpression" || propertyName(method) !== "resolve") return false;
  return method.object.type === "Identifier" && method.object.name === "Promise";
}

function findSaid(statement: TSESTree.Statement): TSESTree.Node | null {
  switch (statement.type) {
    case "ReturnStatement":
      return statement.argument;
    case "ExpressionStatement":
      return statement.expression;
    case "VariableDeclaration":
      return statement.declarations[0].init;
    default:
      return null;
  }
}

interface Place {
  /** Nothing of the `try` stands before it. */
  readonly isAlone: boolean;
  readonly facts: Facts;
}

/** `method.apply(this, args)` */
function isApplied(callee: TSESTree.Node, given: readonly TSESTree.Node[], facts: Facts): boolean {
  const inner = unwrap(callee);
  const isApply = inner.type === "MemberExpression" && propertyName(inner) === "apply";
  return isApply && given[1] !== undefined && isRest(given[1], facts);
}

function isForwarded({ callee, arguments: given }: TSESTree.CallExpression, { isAlone, facts }: Place): boolean {
  if ((isAlone && isGot(callee, given, facts)) || isApplied(callee, given, facts)) return true;
  // `callback(null, row)` hands a result on, and what fails is what came before
  if (isGiven(callee, facts)) return !given[0] || !isNullish(given[0]) || (isAlone && given.every(isPlain));
  return given.some((each) => (each.type === "SpreadElement" ? isRest(each.argument, facts) : isWork(each, facts)));
}

/** What cannot fail itself. */
function isPlain({ type }: TSESTree.Node): boolean {
  return type === "Identifier" || type === "Literal";
}

/** A parameter, or what was chosen among parameters: `fn`, `(fn ?? fallback)`; but no executor's. */
function isGiven(callee: TSESTree.Node, facts: Facts): boolean {
  const { bindings, known } = facts;
  const inner = unwrap(callee);
  if (inner.type === "LogicalExpression") return isGiven(inner.left, facts) && isGiven(inner.right, facts);
  if (inner.type === "ConditionalExpression")
    return isGiven(inner.consequent, facts) && isGiven(inner.alternate, facts);
  const variable = bindings.variableOf(inner);
  const isParameter = (each: Variable | null): boolean => {
    const [definition] = each?.defs ?? [];
    if (definition?.type !== "Parameter") return false;
    return !isFunction(definition.node) || !isExecutor(definition.node, known.bindings);
  };
  const isChosen = variable?.references.some(
    ({ writeExpr }) => writeExpr && isParameter(bindings.variableOf(unwrap(writeExpr))),
  );
  return isParameter(variable) || isChosen === true;
}

/** `...args` of the function's own `...args`: it takes the place of what it calls. */
function isRest(argument: TSESTree.Node, { bindings }: Facts): boolean {
  const definition = bindings.variableOf(unwrap(argument))?.defs[0];
  if (definition?.type !== "Parameter" || definition.name.parent?.type !== "RestElement") return false;
  // `(...args) => new Promise((resolve, reject) => { … original.apply(target, args) … })`
  let around = enclosingFunction(argument);
  while (around?.type === "ArrowFunctionExpression" && around !== definition.node) around = enclosingFunction(around);
  return around === definition.node;
}

/** A parameter that is declared to be work: `fn: (tx: Transaction) => Promise<Row>`. */
function isWork(argument: TSESTree.Node, { bindings }: Facts): boolean {
  const definition = bindings.variableOf(unwrap(argument))?.defs[0];
  const type =
    definition?.type === "Parameter" && "typeAnnotation" in definition.name && definition.name.typeAnnotation;
  return type ? isAsynchronous(type.typeAnnotation) : false;
}

function isAsynchronous(type: TSESTree.TypeNode): boolean {
  if (type.type === "TSUnionType") return type.types.some(isAsynchronous);
  const result = type.type === "TSFunctionType" && type.returnType?.typeAnnotation;
  return result && result.type === "TSTypeReference"
    ? result.typeName.type === "Identifier" && result.typeName.name === "Promise"
    : false;
}
