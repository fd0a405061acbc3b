import type { TSESTree } from "@typescript-eslint/types";
import type { Binding, Contract } from "../contract/contract.ts";
import type { Notifier } from "../knowledge/notifier.ts";
import type { Bindings, Origin } from "../syntax/bindings.ts";
import { isFunction, literalString, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { KnownTables } from "./known-tables.ts";
import { moduleOf, toPackagePath } from "./match.ts";
import type { Meaning, Roles } from "./meaning.ts";

/** What is asked to tell a notification: the contract, the notifiers that it leaves on, and where names come from. */
interface NotifierContext {
  readonly bindings: Bindings;
  readonly contract: Contract | null;
  readonly tables: KnownTables;
  find<T extends Binding>(node: TSESTree.Node, bindings: readonly T[] | undefined): T | null;
}

/** Whom a call notifies: what the contract says of it, else what is known of the notifier's package. */
export function findNotification(node: TSESTree.CallExpression, known: NotifierContext): Meaning | null {
  const { contract, bindings, tables } = known;
  if (known.find(node.callee, contract?.notNotifiers)) return null;
  const own = known.find(node.callee, contract?.notifiers);
  if (own)
    return {
      kind: "notification",
      notifier: own.name ?? `${own.type}.${own.member}`,
      argument: node.arguments[own.argument] ?? null,
    };
  const origin = bindings.originOf(node.callee);
  if (!origin) return null;
  for (const notifier of tables.notifiers.get(moduleOf(origin)) ?? []) {
    if (!isFrom(origin, notifier)) continue;
    const meaning = toNotification(node, origin, notifier);
    if (meaning) return meaning;
  }
  return null;
}

/** `req.bugsnag.notify(err)`: the client that a notifier's middleware hangs on the request or the context. */
export function findRequestNotification(
  node: TSESTree.CallExpression,
  roles: Roles,
  { bindings, tables }: NotifierContext,
): Meaning | null {
  const callee = unwrap(node.callee);
  const client = callee.type === "MemberExpression" ? unwrap(callee.object) : null;
  if (callee.type !== "MemberExpression" || client?.type !== "MemberExpression") return null;
  const owner = bindings.variableOf(unwrap(client.object));
  const role = owner && roles.get(owner)?.role;
  if (role !== "request" && role !== "context") return null;
  const [member, method] = [propertyName(client) ?? "", propertyName(callee)];
  for (const { title, calls } of tables.members.get(member) ?? []) {
    const call = calls.find((each) => each.method === method && isFirst(each.first, node));
    if (call) return { kind: "notification", notifier: title, argument: node.arguments[call.argument] ?? null };
  }
  return null;
}

function isFrom(origin: Origin, notifier: Notifier): boolean {
  const { root } = origin;
  if (root.kind === "import") return notifier.modules.includes(toPackagePath(root.module));
  if (root.kind !== "instance") return false;
  return (
    isFrom(root.of, notifier) &&
    (root.made === "type" ? notifier.clientTypes.includes(root.of.path.at(-1) ?? "") : true)
  );
}

function toNotification(node: TSESTree.CallExpression, origin: Origin, notifier: Notifier): Meaning | null {
  const [method, ...rest] = origin.path;
  const runner = node.arguments.find((argument) => isFunction(argument));
  if (runner && isFunction(runner) && /^with(?:Isolation)?Scope$/.test(method ?? "")) {
    return { kind: "runner", function: runner };
  }
  if (rest.length > 0) return null; // `airbrake.routes.notify` and its kin are metrics
  const calls = notifier.calls.filter((call) => call.method === method && isFirst(call.first, node));
  const given = calls.map(({ argument }) => node.arguments[argument]).filter((argument) => argument !== undefined);
  // `rollbar.error("message", err)`: the error is found by its type
  const argument = given.find((each) => !isText(each)) ?? given[0] ?? null;
  return calls.length > 0 ? { kind: "notification", notifier: notifier.title, argument } : null;
}

function isFirst(literals: readonly string[] | undefined, { arguments: given }: TSESTree.CallExpression): boolean {
  return literals === undefined || literals.includes(literalString(given[0]) ?? "");
}

function isText(node: TSESTree.Node): boolean {
  return node.type === "TemplateLiteral" || literalString(node) !== null;
}
