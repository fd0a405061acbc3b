import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Role } from "../knowledge/framework.ts";
import { traverse } from "../syntax/traverse.ts";
import { propertyName, unwrap } from "../syntax/unwrap.ts";
import { rolesOf } from "./response-place.ts";

/** Whether a `try` does nothing but answer with what is written there: `try { res.send("Hello"); }`. */
export function answersAlone({ node }: CaughtError, facts: Facts): boolean {
  if (node.type !== "CatchClause") return false;
  const { block } = node.parent as TSESTree.TryStatement;
  let [answers, isAlone] = [0, true];
  traverse(block, (each) => {
    if (each.type === "CallExpression" && isAnswer(each, facts)) answers++;
    else isAlone &&= !mayFail(each, facts);
    return isAlone;
  });
  return isAlone && answers > 0;
}

/** What is sent as it is; a page is drawn first, and a file is read. */
const sending = /^(?:json|send|end|text|html|status|code|type|set|header|setHeader|sendStatus)$/;

const answering: ReadonlySet<Role | undefined> = new Set<Role>(["response", "reply", "context"]);

/** `res.status(200).json({ … })`, and what it is called on. */
function isAnswer(call: TSESTree.CallExpression, facts: Facts): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression" || !sending.test(propertyName(callee) ?? "")) return false;
  const object = unwrap(callee.object);
  if (object.type === "CallExpression") return isAnswer(object, facts);
  const variable = object.type === "Identifier" ? facts.bindings.variableOf(object) : null;
  return variable !== null && answering.has(rolesOf(facts).get(variable)?.role);
}

/** What calls something, makes something, or reads from what may not be there. */
function mayFail(node: TSESTree.Node, { bindings }: Facts): boolean {
  if (node.type !== "MemberExpression")
    return /^(?:Call|New|TaggedTemplate|Yield|Import|Class)Expression$|^(?:Throw|ForOf|ForIn)Statement$|^Spread/.test(
      node.type,
    );
  const isCalled = node.parent.type === "CallExpression" && node.parent.callee === node;
  return !isCalled && bindings.originOf(node)?.root.kind !== "import";
}
