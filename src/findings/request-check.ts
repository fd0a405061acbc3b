import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { type FunctionNode, isWithin, lastName, parentOutsideCasts } from "../syntax/unwrap.ts";

/**
 * Whether an error comes from a `try` that does nothing but look at what it was given: `JSON.parse(body)`,
 * `validateUrl(input.url)`, `stripe.webhooks.constructEvent(await request.text(), …)`. Answered as the client's fault, what it says is about the request's own text.
 */
export function isRequestCheck({ node }: CaughtError, { nodes, known }: Facts): boolean {
  if (node.type !== "CatchClause") return false;
  const called = nodes.calls.filter((call) => isWithin(call, node.parent.block));
  const isCheck = ({ callee }: Call): boolean => {
    const declared = known.functionOf(callee);
    return isCheckByName(callee) && (declared === null || !isAsking(declared, nodes.calls));
  };
  // `const stripe = createClient(); event = stripe.webhooks.constructEvent(…);`: nothing else is waited for
  const isSignature = called.some(({ callee }) => /^constructEvent(?:Async)?$/.test(lastName(callee) ?? ""));
  const isAwaited = (call: Call): boolean => parentOutsideCasts(call)?.type === "AwaitExpression";
  return called.length > 0 && called.every((call) => isCheck(call) || (isSignature && !isAwaited(call)));
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

function isCheckByName(callee: TSESTree.Node): boolean {
  const name = lastName(callee) ?? "";
  return /^(?:parse|validate|assert|verify)(?![a-z])|^(?:text|constructEvent(?:Async)?)$/.test(name) || isBytes(callee);
}

/** `Buffer.from(input.file, "base64")` */
function isBytes(callee: TSESTree.Node): boolean {
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    callee.object.name === "Buffer" &&
    lastName(callee) === "from"
  );
}

/** Whether a function of the file waits for something that is no check itself: `verifyLimit` counts what a database holds. */
function isAsking(target: FunctionNode, calls: Facts["nodes"]["calls"]): boolean {
  return calls.some((call) => {
    const isWaitedFor = parentOutsideCasts(call)?.type === "AwaitExpression" && isWithin(call, target.body);
    return isWaitedFor && !isCheckByName(call.callee) && !/^(?:json|formData)$/.test(lastName(call.callee) ?? "");
  });
}
