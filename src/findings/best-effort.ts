import type { TSESTree } from "@typescript-eslint/types";
import {
  enclosingFunction,
  functionName,
  lastName,
  parentOutsideCasts,
  propertyName,
  unwrap,
} from "../syntax/unwrap.ts";

/** What is closed or taken away at the end: that it fails changes nothing for whoever is done with it. */
const CLEANUP =
  /^[#_]*(?:abort|cancel|clean|cleanup|clear|close|delete|destroy|detach|disconnect|dispose|drain|end|exit|flush|hangup|kill|leave|logout|quit|release|remove|reset|rimraf|rm|rmdir|rollback|shutdown|stop|teardown|terminate|unlink|unlock|unref|unregister|unsubscribe|unwatch)(?![a-z])/;
/** What is asked whether something is there, or tried because it may not be. */
const PROBE =
  /^[#_]*(?:access|can|check|chmod|detect|exists|has|import|is|lstat|mkdir|ping|probe|prefetch|preload|realpath|require|resolve|stat|supports|try|utimes|validate|verify|wait|warm|which)(?![a-z])/;
/** What is told to somebody who watches, and must never be why the work fails. */
const TELLING =
  /^[#_]*(?:analytics|audit|breadcrumb|capture|debug|emit|gauge|histogram|heartbeat|increment|log|metric|notify|ping|publish|record|report|send(?:Event|Metric|Beacon|Telemetry)|telemetry|track|trace|warn)(?![a-z])/;

/** Whether a call's name says that it may fail: it cleans up, asks, or tells somebody who watches. */
export function isBestEffort(call: TSESTree.Node): boolean {
  const inner = unwrap(call);
  if (inner.type === "AwaitExpression") return isBestEffort(inner.argument);
  if (inner.type === "UnaryExpression") return isBestEffort(inner.argument);
  if (inner.type === "ImportExpression") return true;
  if (inner.type !== "CallExpression") return false;
  return isBestEffortName(lastName(inner.callee)) || isOfChain(inner);
}

function isBestEffortName(name: string | null): boolean {
  return name !== null && (CLEANUP.test(name) || PROBE.test(name) || TELLING.test(name));
}

/** `Promise.all(files.map((file) => unlink(file)))`, `stop().then(…)`: what is called first, or within, says it. */
function isOfChain({ callee, arguments: given }: TSESTree.CallExpression): boolean {
  const target = unwrap(callee);
  if (target.type !== "MemberExpression") return false;
  const method = propertyName(target) ?? "";
  const object = unwrap(target.object);
  const isOptional = object.type === "CallExpression" && lastName(object.callee) === "require";
  if (isOptional || /^(?:then|finally|catch)$/.test(method)) return isBestEffort(object);
  const [first] = given;
  if (!first || !/^(?:all|allSettled|race|map|forEach|resolve)$/.test(method)) return false;
  const inner = unwrap(first);
  if (inner.type === "ArrayExpression") return inner.elements.every((each) => each !== null && isBestEffort(each));
  if (inner.type === "ArrowFunctionExpression") return isBestEffort(inner.body);
  return isBestEffort(inner);
}

/** Whether a node stands where everything is a best effort: in a `catch` or `finally`, or in a function that cleans up. */
export function isAmidCleanup(node: TSESTree.Node): boolean {
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) {
    if (isBestEffortName(functionName(at))) return true;
    const call = parentOutsideCasts(at);
    const callee = call?.type === "CallExpression" ? lastName(call.callee) : null;
    if (callee !== null && /^(?:finally|afterAll|afterEach|after|onDestroy|addEventListener)$/.test(callee))
      return true;
  }
  return isInHandling(node);
}

function isInHandling(node: TSESTree.Node): boolean {
  for (let at = node; at.parent; at = at.parent) {
    if (at.type === "CatchClause" && at !== node) return true;
    if (at.parent.type === "TryStatement" && at.parent.finalizer === at) return true;
  }
  return false;
}
