import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import type { Path } from "../analysis/path.ts";
import {
  isFunction,
  isWithin,
  lastName,
  literalString,
  nearestFunctionName,
  parentOutsideCasts,
  unwrap,
} from "../syntax/unwrap.ts";
import { isAmidCleanup, isBestEffort } from "./best-effort.ts";
import { caughtText } from "./caught-text.ts";
import { isClientCode, isInComponent } from "./client-code.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { toPlace } from "./place.ts";

const rule = "no-swallowed-error";

/** C12: nobody hears of an error, and the code goes on as if nothing had happened. */
export const noSwallowedError: Finder = {
  rule,
  messages: {
    silent:
      "What fails in {{place}} is caught here, and nobody hears of it. Handle it, hand it on, or say in a comment why it may be ignored.",
    fallback:
      "Whatever fails in {{place}} becomes `{{value}}` here, and nobody hears why. Let it stand for the failure that is meant, and hand the others on.",
    rejected:
      "What `{{callee}}` is rejected with is dropped here, and nobody hears of it. Handle it, or say in a comment why it may be ignored.",
    untested:
      "`{{error}}` is never looked at: when `{{callee}}` fails, the code goes on without a result. Test it first.",
    logged:
      "`{{error}}` is logged here, and {{place}} goes on as if nothing had happened: its caller is given `undefined`. Hand the error on, or return what says that it failed.",
  },
  concerns: caughtText,
  find(facts) {
    if (isClientCode(facts) || isComponent(facts)) return [];
    const found = facts.fates.flatMap((fate) => findInFate(fate, facts) ?? []);
    return [...found, ...findUntested(facts)].sort((left, right) => left.node.range[0] - right.node.range[0]);
  },
};

/** What is drawn has nobody to hand an error to. */
function isComponent({ source: { path } }: Facts): boolean {
  return /\.[jt]sx$/.test(path);
}

function findInFate({ caught, paths }: Fate, facts: Facts): Finding | null {
  if (!paths?.length || (caught.kind !== "catch" && caught.kind !== "promise")) return null;
  if (isDeclaredUseless(caught) || isAmidCleanup(caught.node) || isInComponent(caught.node, facts)) return null;
  if (isExplained(caught, facts)) return null;
  if (paths.every(isQuiet)) return findSilent(caught, facts);
  return paths.every(isMerelyLogged) ? findLogged(caught) : null;
}

/** Nothing whatever is done about the error, and nobody is told. */
function isQuiet({ steps, end }: Path): boolean {
  return (
    steps.length === 0 && (end.kind === "completed" || (end.kind === "returned" && end.value.kind === "unrelated"))
  );
}

/** The error is logged, and nothing else comes of it. */
function isMerelyLogged({ steps, end }: Path): boolean {
  const isError = steps.some(({ event }) => {
    return event.kind === "logged" && /^(?:error|fatal|critical|crit)$/.test(lastName(event.node.callee) ?? "");
  });
  const isNothing = end.kind === "completed" || (end.kind === "returned" && end.argument === null);
  return isError && isNothing && steps.every(({ event }) => event.kind === "logged");
}

/** By its name: `_`, `_err`, `ignored`. */
function isDeclaredUseless({ binding, node, call }: CaughtError): boolean {
  if (binding?.type === "Identifier" && /^_|^(?:ignored?|unused|expected)/i.test(binding.name)) return true;
  const handler = isFunction(node) ? call?.arguments.find((each) => unwrap(each).type === "Identifier") : null;
  return handler !== null && handler !== undefined; // `.catch(noop)` says by a name what it does
}

/** By a comment: in the clause, behind it, or right above what is tried. */
function isExplained({ node }: CaughtError, { source: { ast, text } }: Facts): boolean {
  const statement = node.type === "CatchClause" ? (node.parent as TSESTree.TryStatement) : toStatement(node);
  const end = text.slice(node.range[1]).search(/\r?\n|$/) + node.range[1];
  const start = node.type === "CatchClause" ? (statement as TSESTree.TryStatement).block.range[1] : node.range[0];
  return (ast.comments ?? []).some(({ range, value }) => {
    if (/^[\s*]*(?:eslint|oxlint|prettier|istanbul|c8|v8|@ts-|TODO\(error-contract\/)/.test(value)) return false;
    const isInside = range[0] >= start && range[1] <= end;
    return isInside || /^\s*$/.test(text.slice(range[1], Math.max(range[1], statement.range[0])) || "x");
  });
}

function toStatement(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  while (at.parent && !/Statement$|Declaration$/.test(at.type)) at = at.parent;
  return at;
}

function findSilent(caught: CaughtError, facts: Facts): Finding | null {
  return caught.node.type === "CatchClause" ? findSilentClause(caught, caught.node, facts) : findDropped(caught, facts);
}

function findSilentClause(caught: CaughtError, clause: TSESTree.CatchClause, facts: Facts): Finding | null {
  const { block } = clause.parent as TSESTree.TryStatement;
  const data = { place: toPlace(caught.function ?? caught.node) };
  const [only, ...others] = clause.body.body;
  if (only?.type === "ReturnStatement" && only.argument && others.length === 0) {
    if (!isBroad(block, facts) || !isEmpty(only.argument) || isProbe(block)) return null;
    return toFinding("fallback", { ...data, value: facts.source.text.slice(...only.argument.range) }, clause);
  }
  if (only && only.type !== "ReturnStatement") return null;
  return block.body.some(isEffect) && !isAttempt(block) ? toFinding("silent", data, clause) : null;
}

/** More than one thing is waited for: what the fallback stands for is anybody's guess. */
function isBroad(block: TSESTree.BlockStatement, { source: { text } }: Facts): boolean {
  return block.body.length > 1 && (text.slice(...block.range).match(/\bawait\b/g) ?? []).length > 1;
}

/** `null`, `[]`: what is also there when nothing failed, and nothing was found. */
function isEmpty(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "ArrayExpression") return inner.elements.length === 0;
  if (inner.type === "ObjectExpression") return inner.properties.length === 0;
  return isNothing(inner) || (inner.type === "Literal" && inner.value === null);
}

/** It asks a question that is answered by whether it fails. */
function isProbe(block: TSESTree.BlockStatement): boolean {
  return /^(?:is|has|can|try|safe|maybe|exists|probe|ping|check|validate|verify|supports|detect|resolve)(?![a-z])|Or(?:Null|Undefined|Default|Empty)$|Safe(?:ly)?$|IfExists$/.test(
    nearestFunctionName(block) ?? "",
  );
}

/** Something is done for what it does, and no value is asked for. */
function isEffect(statement: TSESTree.Statement): boolean {
  if (statement.type !== "ExpressionStatement") return false;
  const inner = unwrap(statement.expression);
  const call = inner.type === "AwaitExpression" ? unwrap(inner.argument) : inner;
  return call.type === "CallExpression" && !isBestEffort(call);
}

/** `for (const path of paths) try { return load(path) } catch {}`: the next one may do; or it may end well where it leaves. */
function isAttempt(block: TSESTree.BlockStatement): boolean {
  const last = block.body.at(-1);
  if (last?.type === "ExpressionStatement") return isFlag(last.expression);
  return last?.type === "ReturnStatement" || last?.type === "BreakStatement" || last?.type === "ThrowStatement";
}

/** `let isJson = false; try { JSON.parse(text); isJson = true; } catch {}`: whoever reads the flag is told. */
function isFlag(node: TSESTree.Expression): boolean {
  if (node.type !== "AssignmentExpression" || node.left.type !== "Identifier") return false;
  return node.right.type === "Literal" && typeof node.right.value === "boolean";
}

/** `save().catch(() => {});` */
function findDropped({ node, call }: CaughtError, facts: Facts): Finding | null {
  const callee = call && unwrap(call.callee);
  if (!isFunction(node) || node.body.type !== "BlockStatement" || node.body.body.length > 0) return null;
  if (!call || callee?.type !== "MemberExpression") return null;
  const promise = toStart(callee.object);
  // a promise with a name is waited for elsewhere
  if (promise.type !== "CallExpression" || isBestEffort(promise) || !isStatement(call)) return null;
  if (isToldByStream(promise, facts)) return null;
  return toFinding("rejected", { callee: toCallee(promise, facts) }, node);
}

/** `pipeline(source, out).catch(() => {}); return out;`: whoever reads the last stream is told by it. */
function isToldByStream({ callee, arguments: given }: TSESTree.CallExpression, { bindings }: Facts): boolean {
  const origin = bindings.originOf(callee);
  if (origin?.root.kind !== "import" || !/^(?:node:)?stream\/promises$/.test(origin.root.module)) return false;
  const last = given.at(-1);
  const stream = last && bindings.variableOf(unwrap(last));
  return stream?.references.some(({ identifier }) => identifier.parent.type === "ReturnStatement") ?? false;
}

/** What a chain begins with: `load()` in `load().then(…).finally(…)`. */
function toStart(node: TSESTree.Node): TSESTree.Node {
  const inner = unwrap(node);
  const callee = inner.type === "CallExpression" ? unwrap(inner.callee) : null;
  const isChain = callee?.type === "MemberExpression" && /^(?:then|finally|catch)$/.test(lastName(callee) ?? "");
  return isChain ? toStart(callee.object) : inner;
}

function isStatement(call: TSESTree.Node): boolean {
  let at = parentOutsideCasts(call);
  while (at?.type === "AwaitExpression" || at?.type === "UnaryExpression") at = parentOutsideCasts(at);
  return at?.type === "ExpressionStatement";
}

/** A function that gives a value where all is well, and falls off its end where it only logs. */
function findLogged({ node, binding, function: around }: CaughtError): Finding | null {
  if (node.type !== "CatchClause" || !around || around.body.type !== "BlockStatement") return null;
  const statement = node.parent as TSESTree.TryStatement;
  if (around.body.body.at(-1) !== statement || binding?.type !== "Identifier") return null;
  const last = statement.block.body.at(-1);
  if (last?.type !== "ReturnStatement" || !last.argument || isNothing(last.argument)) return null;
  if (isListener(around)) return null;
  return toFinding("logged", { error: binding.name, place: toPlace(around) }, node);
}

function isNothing(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return (
    (inner.type === "Identifier" && inner.name === "undefined") ||
    (inner.type === "UnaryExpression" && inner.operator === "void")
  );
}

/** A function that is handed to somebody who may ask for no value. */
function isListener(node: TSESTree.Node): boolean {
  return parentOutsideCasts(node)?.type === "CallExpression";
}

const FIRST = /^(?:err|error)$/;

/** `fs.readFile(path, (err, data) => { use(data); })` */
function findUntested({ nodes, bindings }: Facts): Finding[] {
  return nodes.calls.flatMap((call): Finding[] => {
    const given = call.type === "CallExpression" ? call.arguments.at(-1) : undefined;
    const handler = given && unwrap(given);
    if (!handler || !isFunction(handler) || isBestEffort(call) || isIteration(call)) return [];
    const [error, result] = handler.params;
    if (error?.type !== "Identifier" || !FIRST.test(error.name) || !result) return [];
    const declared = bindings.declaredBy(handler);
    const isUsed = (parameter: TSESTree.Node): boolean =>
      declared.some(
        ({ identifiers, references }) => references.length > 0 && identifiers.some((name) => isWithin(name, parameter)),
      );
    if (isUsed(error) || !isUsed(result)) return [];
    return [toFinding("untested", { error: error.name, callee: lastName(call.callee) ?? "the call" }, error)];
  });
}

function isIteration({ callee, arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return (
    /^(?:map|forEach|filter|some|every|find\w*|flatMap|reduce\w*|sort|each|on|once|addListener|addEventListener|use|then)$/.test(
      lastName(callee) ?? "",
    ) || literalString(given[0]) === "error"
  );
}

function toCallee(call: TSESTree.CallExpression, { source: { text } }: Facts): string {
  const name = lastName(call.callee);
  return name === null ? text.slice(...call.callee.range).slice(0, 40) : `${name}(…)`;
}

function toFinding(messageId: string, data: Record<string, string>, node: TSESTree.Node): Finding {
  return { rule, messageId, data, node, proposals: [], unsettled: null };
}
