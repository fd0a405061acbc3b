import type { TSESTree } from "@typescript-eslint/types";
import { lastName } from "../syntax/unwrap.ts";

/** Whether a call makes a text of what it is given, and by its name no more than that: `String(err)`, `getMessage(err)`. */
export function isTextReader({ callee }: TSESTree.CallExpression): boolean {
  return READERS.test(lastName(callee) ?? "");
}

const READERS =
  /^(?:String|toString|stringify|inspect|format|join|trim|toJSON)$|(?:err|error|message|msg|reason|text|string)s?$/i;
