import type { TSESTree } from "@typescript-eslint/types";
import {
  enclosingFunction,
  functionName,
  type FunctionNode,
  isFunction,
  lastName,
  parentOutsideCasts,
} from "../syntax/unwrap.ts";
import { toWords } from "./words.ts";

/** From the inside out; what is set up, or made to be called, fails later than the setting up and the making. */
export function* functionsAround(node: TSESTree.Node): Generator<FunctionNode> {
  const nearest = isFunction(node) ? node : enclosingFunction(node);
  for (let at = nearest; at; at = enclosingFunction(at)) {
    if (at === nearest || !SETTING_UP.test(toWords(functionName(at))[0] ?? "")) yield at;
    if (isMadeByFactory(at)) return;
  }
}

/** `function createGuard() { return async (req, res, next) => … }` */
function isMadeByFactory(node: FunctionNode): boolean {
  const holder = parentOutsideCasts(node);
  const factory = enclosingFunction(node);
  const isResult = holder?.type === "ReturnStatement" || holder === factory;
  return isResult && factory !== null && FACTORY.test(toWords(functionName(factory))[0] ?? "");
}

export const FACTORY = /^(?:build|create|define|factory|generate|get|make|new|with|wrap)$/;

const SETTING_UP = /^(?:bootstrap|configure|constructor|init|initiali[sz]e|mount|register|setup)$/;

/** A method of what a factory returns: the factory was done long before. */
export function isOfReturned(node: FunctionNode): boolean {
  const property = parentOutsideCasts(node);
  if (property?.type !== "Property") return false;
  const holder = parentOutsideCasts(property.parent);
  return holder?.type === "ReturnStatement" || (holder !== null && isFunction(holder));
}

/**
 * `new OIDCStrategy(options, async (user, done) => …)`, `app.route({ handler: async () => … })`: what is handed to a constructor, or
 * in an object, is called later, and often.
 */
export function isOfMade(node: FunctionNode): boolean {
  const holder = parentOutsideCasts(node);
  if (holder?.type === "NewExpression") return lastName(holder.callee) !== "Promise";
  const object = holder?.type === "Property" ? holder.parent : null;
  const call = object && parentOutsideCasts(object);
  return call?.type === "NewExpression" || call?.type === "CallExpression";
}
