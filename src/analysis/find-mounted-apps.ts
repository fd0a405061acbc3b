import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { appForms, type AppForm } from "../knowledge/app-forms.ts";
import type { Framework } from "../knowledge/framework.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { lastName, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { Facts } from "./facts.ts";
import { isExport } from "./match.ts";

/** An app that a file makes and keeps for itself, with everything that is called on it. */
export interface MountedApp {
  readonly form: AppForm;
  readonly framework: Framework;
  /** How it is called, for a message. */
  readonly name: string;
  /** The call or construction that makes it. */
  readonly node: TSESTree.Node;
  /** In source order. */
  readonly calls: readonly AppCall[];
}

/** `app.get("/orders", f)` */
export interface AppCall {
  readonly node: TSESTree.CallExpression;
  readonly method: string;
}

/** The apps of a file that nobody else is given: all that is ever mounted on them stands here. */
export function findMountedApps(facts: Facts): MountedApp[] {
  return facts.nodes.calls.flatMap((node) => {
    const form = findForm(node, facts);
    const framework = form && facts.known.frameworks.find(({ name }) => name === form.framework);
    return framework ? (toApp(node, { form, framework }, facts) ?? []) : [];
  });
}

function findForm(node: Facts["nodes"]["calls"][number], { bindings }: Facts): AppForm | null {
  const made = node.type === "NewExpression" ? "new" : "call";
  const origin = bindings.originOf(node.callee);
  if (origin?.root.kind !== "import") return null;
  return appForms.find(({ makers }) => makers.some((maker) => maker.made === made && isExport(origin, maker))) ?? null;
}

function toApp(node: TSESTree.Node, about: Pick<MountedApp, "form" | "framework">, facts: Facts): MountedApp | null {
  const calls: AppCall[] = [];
  const end = followChain(node, calls);
  if (isStatement(end)) return { ...about, name: `the ${about.framework.title} app`, node, calls };
  const variable = findVariable(end, facts);
  if (!variable) return null;
  for (const { identifier, init } of variable.references) {
    if (!init && !isKept(identifier, about, calls)) return null;
  }
  calls.sort((left, right) => left.node.range[1] - right.node.range[1]);
  return { ...about, name: `\`${variable.name}\``, node, calls };
}

/** The outermost of the calls that are chained to an expression; `calls` takes them up. */
function followChain(node: TSESTree.Node, calls: AppCall[]): TSESTree.Node {
  const member = parentOutsideCasts(node);
  if (member?.type === "AwaitExpression") return followChain(member, calls);
  const call =
    member?.type === "MemberExpression" && unwrap(member.object) === node ? parentOutsideCasts(member) : null;
  const method = member?.type === "MemberExpression" ? propertyName(member) : null;
  if (call?.type !== "CallExpression" || method === null || unwrap(call.callee) !== member) return node;
  calls.push({ node: call, method });
  return followChain(call, calls);
}

function isStatement(node: TSESTree.Node): boolean {
  return parentOutsideCasts(node)?.type === "ExpressionStatement";
}

/** The variable that holds it, where it is none that is exported, and is never written again. */
function findVariable(node: TSESTree.Node, { source }: Facts): Variable | null {
  const declarator = parentOutsideCasts(node);
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier") return null;
  if (declarator.parent.parent?.type === "ExportNamedDeclaration") return null;
  const variable = source.scopeManager.getDeclaredVariables(declarator)[0];
  return variable && variable.defs.length === 1 && isUnreassigned(variable) ? variable : null;
}

/** Whether a mention of an app shows all that becomes of it there; its calls are taken up. */
function isKept(
  identifier: TSESTree.Node,
  { form, framework }: Pick<MountedApp, "form" | "framework">,
  calls: AppCall[],
): boolean {
  const parent = parentOutsideCasts(identifier);
  if (parent?.type === "TSTypeQuery") return true;
  if (parent?.type === "CallExpression") return isServed(parent);
  if (parent?.type !== "MemberExpression" || unwrap(parent.object) !== identifier) return false;
  const own: AppCall[] = [];
  const end = followChain(identifier, own);
  calls.push(...own);
  const last = own.at(-1)?.method ?? "";
  const isApp = [...form.routes, ...form.mounts, ...(framework.chained ?? [])].includes(last);
  return !isApp || isStatement(end) || (own.length === 1 && own[0]?.node.arguments.length === 1);
}

/** `http.createServer(app)`, `serve(app)`: whoever serves an app mounts nothing on it. */
function isServed({ callee }: TSESTree.CallExpression): boolean {
  return /^(?:createServer|createSecureServer|serve|log|info|debug)$/.test(lastName(callee) ?? "");
}
