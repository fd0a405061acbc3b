import type { Facts } from "../analysis/facts.ts";
import { codeMessages } from "../rewrite/code-error.ts";
import { isClientCode } from "./client-code.ts";
import { classMessages, findLossyClasses } from "./lossy-class.ts";
import type { Finder } from "./finder.ts";
import { findNonErrors, nonErrorMessages } from "./non-error.ts";
import { findRewrittenStacks, stackMessages } from "./rewritten-stack.ts";
import { factoryMessages, findVisibleFactories } from "./visible-factory.ts";

/** C11: what is thrown has no stack, or one that does not point at the failure. */
export const noLostStack: Finder = {
  rule: "no-lost-stack",
  messages: { ...nonErrorMessages, ...stackMessages, ...classMessages, ...factoryMessages, ...codeMessages },
  concerns: /\bthrow\b|\breject\b|\.stack\b|\bextends\b|\bError\(|\breturn new\b|=>\s*(?:\(\s*)?new\b/,
  find(facts: Facts) {
    if (isClientCode(facts)) return [];
    const found = [findNonErrors, findRewrittenStacks, findLossyClasses, findVisibleFactories].flatMap((find) => [
      ...find(facts),
    ]);
    return found.sort((left, right) => left.node.range[0] - right.node.range[0]);
  },
};
