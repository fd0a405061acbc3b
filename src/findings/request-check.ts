import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Known } from "../analysis/known.ts";
import type { Origin } from "../syntax/bindings.ts";
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
    return isCheckByName(callee, known) && (declared === null || !isAsking(declared, nodes.calls, known));
  };
  // `const stripe = createClient(); event = stripe.webhooks.constructEvent(…);`: nothing else is waited for
  const isSignature = called.some(({ callee }) => /^constructEvent(?:Async)?$/.test(lastName(callee) ?? ""));
  const isAwaited = (call: Call): boolean => parentOutsideCasts(call)?.type === "AwaitExpression";
  return called.length > 0 && called.every((call) => isCheck(call) || (isSignature && !isAwaited(call)));
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

function isCheckByName(callee: TSESTree.Node, { bindings }: Known): boolean {
  const name = lastName(callee) ?? "";
  if (/^(?:parse|validate|assert|verify)(?![a-z])|^(?:text|constructEvent(?:Async)?)$/.test(name)) return true;
  return name === "from" && isBytes(bindings.originOf(callee));
}

/** `Buffer.from(input.file, "base64")` */
function isBytes(origin: Origin | null): boolean {
  const root = origin?.root;
  const isNode = root?.kind === "global" || (root?.kind === "import" && /^(?:node:)?buffer$/.test(root.module));
  return isNode && origin?.path.join(".") === "Buffer.from";
}

/** Whether a function of the file waits for something that is no check itself: `verifyLimit` counts what a database holds. */
function isAsking(target: FunctionNode, calls: Facts["nodes"]["calls"], known: Known): boolean {
  return calls.some((call) => {
    const isWaitedFor = parentOutsideCasts(call)?.type === "AwaitExpression" && isWithin(call, target.body);
    return (
      isWaitedFor && !isCheckByName(call.callee, known) && !/^(?:json|formData)$/.test(lastName(call.callee) ?? "")
    );
  });
}
