import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { findWrites } from "../analysis/find-writes.ts";
import { isRequestParser } from "../knowledge/request-parsers.ts";
import { toPackagePath } from "../analysis/match.ts";
import { someNode, traverse } from "../syntax/traverse.ts";
import { isFunction, isWithin, lastName, literalString, nearestFunctionName, unwrap } from "../syntax/unwrap.ts";
import type { ResponseSite } from "./seal-response.ts";

/** Why an answer is what it is on purpose, and to be left to a person, as a clause; `null` where nothing says so. */
export function findPurpose(site: ResponseSite, facts: Facts): string | null {
  const { caught, leaks, sink } = site;
  if (isTypedAnswer(site)) return "its type says that it is an answer";
  if (isReturnedByLambda(site)) return "what Lambda returns as it was thrown is an answer itself";
  if (isOfMiddleware(site, facts)) return "it may say what is wrong with the request";
  if (sink.channel === "redirect" || leaks.some(({ node }) => isInUrl(node, site.node)))
    return "it is a part of a URL, where no sentence belongs";
  if (isOfTrial(site, facts)) return "whoever asks for a test wants to know why it fails";
  const own = caught.binding === null ? [] : facts.bindings.declaredBy(caught.node);
  const shown = leaks.map(({ node }) => findSwitch(node, { own, caught: caught.node, facts }));
  const test = shown.find((each) => each !== null);
  return test ? `\`${facts.source.text.slice(...test.range)}\` decides whether it is shown` : null;
}

/** `.catch((answer: HTTPResponse) => answer)`: what is rejected there was made for the client. */
function isTypedAnswer({ caught: { binding } }: ResponseSite): boolean {
  const type = binding?.type === "Identifier" ? binding.typeAnnotation?.typeAnnotation : undefined;
  if (type?.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return false;
  return /(?:Response|Result|Answer)$/.test(type.typeName.name);
}

/** `return error;`: a body alone, with no status, would be no answer in its place. */
function isReturnedByLambda({ sink, leaks, through }: ResponseSite): boolean {
  if (sink.framework.name !== "aws-lambda" || through !== null) return false;
  return leaks.some(({ node, part }) => part === "error" && sink.data.some((each) => unwrap(each) === node));
}

/** `upload(req, res, (err) => …)`, `form.parse(req, (err) => …)`: what reads a request may find that at fault. */
function isOfMiddleware({ caught: { call, kind }, sink }: ResponseSite, { bindings }: Facts): boolean {
  if (!call) return false;
  const response = variableAt(sink.node, bindings);
  const isGiven = response !== null && call.arguments.some((each) => bindings.variableOf(unwrap(each)) === response);
  if (kind === "callback" && isGiven) return true;
  const callee = unwrap(call.callee);
  const origin = bindings.originOf(callee.type === "MemberExpression" ? callee.object : callee);
  const maker = origin?.root.kind === "instance" ? origin.root.of : origin;
  return maker?.root.kind === "import" && isRequestParser(toPackagePath(maker.root.module));
}

/** `testConnection`, `GET /health`, `GET /debug/jobs`, `{ status: "unhealthy" }`: what is asked for is whether something works. */
function isOfTrial({ node, caught, sink }: ResponseSite, facts: Facts): boolean {
  const tried = caught.node.type === "CatchClause" ? caught.node.parent.block : null;
  const called = tried ? facts.nodes.calls.filter((call) => isWithin(call, tried)) : [];
  const own = nearestFunctionName(node) ?? "";
  const names = [own, ...called.map(({ callee }) => lastName(callee) ?? "")];
  if (/debug/i.test(own) || names.some((name) => TRIAL.test(name))) return true;
  const isRouted = routesAround(node, facts).some((route) => TRIAL_ROUTE.test(route));
  return isRouted || sink.data.some((each) => someNode(each, isUnhealthy));
}

const TRIAL = /^(?:test|ping|probe|diagnose)(?=[A-Z_]|$)|[hH]ealth(?:[cC]heck)?$/;
const TRIAL_ROUTE = /[/-](?:debug|test|ping|probe|ready|readiness|live|liveness)(?:$|[/-])|health/i;

function isUnhealthy(node: TSESTree.Node): boolean {
  return /^(?:unhealthy|down|degraded)$/i.test(literalString(node) ?? "");
}

/** The paths of the handlers around a node, where they are written out. */
function routesAround(node: TSESTree.Node, { handlers, source: { path } }: Facts): string[] {
  // `app/api/auth/debug/route.ts`
  const ofFile = /\/api\/.*/.exec(path)?.[0].replace(/\.\w+$/, "") ?? "";
  const written = handlers.flatMap(({ function: around, evidence }) => {
    const route =
      evidence.type === "CallExpression" && isWithin(node, around) ? literalString(evidence.arguments[0]) : null;
    return route ?? [];
  });
  return [ofFile, ...written];
}

/** `res` of `res.status(500).json(…)` */
function variableAt(node: TSESTree.Node, bindings: Facts["bindings"]): Variable | null {
  let at = unwrap(node);
  while (at.type === "CallExpression" || at.type === "MemberExpression")
    at = unwrap(at.type === "CallExpression" ? at.callee : at.object);
  return bindings.variableOf(at);
}

/** `/login?why=${err.message}`, `"/login?why=" + encodeURIComponent(err.message)` */
function isInUrl(node: TSESTree.Node, within: TSESTree.Node): boolean {
  for (let at = node; at !== within && at.parent; at = at.parent) {
    if (at.type === "CallExpression" && /^encodeURI(?:Component)?$/.test(lastName(at.callee) ?? "")) return true;
    if (at.type === "NewExpression" && /^URL(?:SearchParams)?$/.test(lastName(at.callee) ?? "")) return true;
    const { parent } = at;
    const before =
      parent.type === "TemplateLiteral"
        ? parent.quasis[parent.expressions.indexOf(at as TSESTree.Expression)]?.value.raw
        : undefined;
    if (before !== undefined && /[?&][\w-]+=$/.test(before)) return true;
  }
  return false;
}

interface Shown {
  /** What the error is known by. */
  readonly own: readonly Variable[];
  readonly caught: TSESTree.Node;
  readonly facts: Facts;
}

/** The test of an option by which a text is shown, there or where it is made: `showStackTrace ? err.stack : …`. */
function findSwitch(node: TSESTree.Node, shown: Shown): TSESTree.Node | null {
  const variable = node.type === "Identifier" ? shown.facts.bindings.variableOf(node) : null;
  const writes = (variable && !shown.own.includes(variable) && findWrites(variable)) || [];
  const around = [node, ...writes.map((write) => write.node)].flatMap((each) => testsAround(each, shown.caught));
  const inside = [node, ...writes.map(({ given }) => given)].flatMap((each) => testsIn(each, shown.facts));
  return [...around, ...inside].find((test) => isSwitch(test, shown)) ?? null;
}

/** The tests on which it depends whether a node is reached. */
function testsAround(node: TSESTree.Node, within: TSESTree.Node): TSESTree.Node[] {
  const tests: TSESTree.Node[] = [];
  for (let at = node; at !== within && at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at;
    if ((parent.type === "IfStatement" || parent.type === "ConditionalExpression") && parent.test !== at)
      tests.push(parent.test);
    if (parent.type === "LogicalExpression" && parent.right === at) tests.push(parent.left);
  }
  return tests;
}

/** The tests by which an expression, or a function of the file that it calls, chooses what it gives. */
function testsIn(expression: TSESTree.Node, { known }: Facts): TSESTree.Node[] {
  const tests: TSESTree.Node[] = [];
  const collect = (within: TSESTree.Node, isDeep: boolean): void => {
    traverse(within, (each) => {
      if (each.type === "ConditionalExpression" || each.type === "IfStatement") tests.push(each.test);
      if (each.type === "LogicalExpression" && each.operator === "&&") tests.push(each.left);
      const target = isDeep && each.type === "CallExpression" ? known.functionOf(each.callee) : null;
      if (target?.body) collect(target.body, false);
    });
  };
  collect(expression, true);
  return tests;
}

/** Whether a test asks something else than the error, and by its name what may be shown. */
function isSwitch(test: TSESTree.Node, { own, facts }: Shown): boolean {
  return someNode(test, (each) => {
    const name = each.type === "MemberExpression" || each.type === "Identifier" ? lastName(each) : null;
    return name !== null && SWITCH.test(name) && !isOfError(each, own, facts);
  });
}

function isOfError(node: TSESTree.Node, own: readonly Variable[], { bindings }: Facts): boolean {
  let at = unwrap(node);
  while (at.type === "MemberExpression") at = unwrap(at.object);
  const variable = at.type === "Identifier" ? bindings.variableOf(at) : null;
  return variable !== null && own.includes(variable);
}

const SWITCH =
  /^(?:(?:show|expose|include|display|print|hide|return|send|reveal|with)_?(?:stack|error|detail|message|trace|debug|internal)\w*|(?:is|in|enable)?_?(?:debug|verbose|dev|development|devmode|prod|production|local)(?:mode|enabled|ing)?|\w*(?:stack_?trace|debug_?mode|NODE_ENV)\w*|__DEV__|env|environment)$/i;
