import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { someNode } from "../syntax/traverse.ts";
import { isFunction, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import { rolesOf } from "./response-place.ts";

/**
 * Whether nothing of a `try` is an operation that could fail: it reads, assigns and rewrites what is there, and hands the
 * request on. What it fails with is a mistake of its own.
 */
export function doesNothing({ node }: CaughtError, facts: Facts): boolean {
  if (node.type !== "CatchClause") return false;
  const { block } = node.parent as TSESTree.TryStatement;
  return !someNode(block, (each) => isDoing(each, facts));
}

function isDoing(node: TSESTree.Node, facts: Facts): boolean {
  if (node.type === "CallExpression") return !isPure(node, facts) && !isNext(node, facts);
  if (node.type === "NewExpression") return !isOfLanguage(node.callee, made, facts);
  if (node.type === "ForOfStatement") return node.await;
  return /^(?:Await|Yield|Import|TaggedTemplate|Class)Expression$|^ThrowStatement$/.test(node.type);
}

const made = /^(?:Date|Map|Set|Array|Object)$/;

/** Functions of the language that take whatever they are given. */
const given =
  /^(?:String|Number|Boolean|parseInt|parseFloat|isNaN|Math\.\w+|Number\.is\w+|Array\.(?:isArray|from|of)|Date\.now|JSON\.stringify|Object\.(?:keys|values|entries|assign|freeze|fromEntries))$/;

/** Methods of texts and lists, whose names are no others'. */
const ofTexts =
  /^(?:trim(?:Start|End)?|to(?:Lower|Upper)Case|split|slice|substring|startsWith|endsWith|includes|indexOf|pad(?:Start|End)|charAt|toFixed)$/;
const ofLists = /^(?:map|filter|some|every|find|findIndex|flatMap|reduce|forEach|sort)$/;

function isPure(call: TSESTree.CallExpression, facts: Facts): boolean {
  const callee = unwrap(call.callee);
  if (isOfLanguage(callee, given, facts)) return true;
  const name = callee.type === "MemberExpression" ? (propertyName(callee) ?? "") : "";
  const [first] = call.arguments;
  return ofTexts.test(name) || (ofLists.test(name) && first !== undefined && isFunction(unwrap(first)));
}

function isOfLanguage(callee: TSESTree.Node, names: RegExp, { bindings }: Facts): boolean {
  const origin = bindings.originOf(callee);
  return origin?.root.kind === "global" && names.test(origin.path.join("."));
}

/** `next()` of Express, which takes what comes after it for itself; that of Koa is waited for. */
function isNext(call: TSESTree.CallExpression, facts: Facts): boolean {
  const callee = unwrap(call.callee);
  const variable = callee.type === "Identifier" ? facts.bindings.variableOf(callee) : null;
  const role = variable && rolesOf(facts).get(variable);
  const isWaitedFor = parentOutsideCasts(call)?.type === "AwaitExpression";
  return role?.role === "next" && role.framework.name === "express" && call.arguments.length === 0 && !isWaitedFor;
}
