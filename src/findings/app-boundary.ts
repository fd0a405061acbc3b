import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { AppCall, MountedApp } from "../analysis/find-mounted-apps.ts";
import { parametersOf } from "../analysis/find-roles.ts";
import { isTryingNext } from "../analysis/is-trying-next.ts";
import { enclosingFunction, lastName, literalString, unwrap, type FunctionNode } from "../syntax/unwrap.ts";

/** What stands on an app, as far as errors are concerned. */
export interface AppOrder {
  readonly handlers: readonly AppCall[];
  /** Those that are certainly one. */
  readonly boundaries: readonly AppCall[];
  /** What may be one, or bring one along: nobody can tell from this file. */
  readonly unseen: readonly AppCall[];
}

/** Sorts what is mounted on an app into handlers, boundaries and what cannot be told. */
export function findAppOrder(app: MountedApp, facts: Facts): AppOrder {
  const boundaries = app.calls.filter((call) => isBoundary(call, app, facts));
  const others = app.calls.filter((call) => !boundaries.includes(call));
  const handlers = others.filter((call) => isHandler(call, app, facts));
  const unseen = others.filter((call) => isUnseen(call, app, facts));
  return { handlers, boundaries, unseen };
}

function isBoundary({ method, node }: AppCall, { form }: MountedApp, facts: Facts): boolean {
  if (form.setters.includes(method))
    return method !== "on" || /^(?:restifyError|Internal)/.test(literalString(node.arguments[0]) ?? "");
  if (!form.mounts.includes(method)) return false;
  return node.arguments.some((argument) => {
    const target = facts.known.functionOf(argument);
    if (target && form.order === "behind") return lengthOf(target) === 4;
    if (target && form.order === "before") return isTryingNext(target, facts.bindings);
    const made = unwrap(argument);
    const named = made.type === "CallExpression" ? made.callee : made;
    return facts.known.find(named, facts.setting.contract?.boundaries) !== null;
  });
}

/** The parameters that a function has for whoever asks it: those before the first that has a default, or takes the rest. */
export function lengthOf(node: FunctionNode): number {
  const parameters = parametersOf(node);
  const end = parameters.findIndex(({ type }) => type === "AssignmentPattern" || type === "RestElement");
  return end < 0 ? parameters.length : end;
}

function isHandler({ method, node }: AppCall, { form, framework }: MountedApp, facts: Facts): boolean {
  const [first, ...rest] = node.arguments;
  if (!first) return false;
  const path = literalString(first);
  if (form.routes.includes(method)) return rest.length > 0 ? !isEverything(path) : path === null;
  if (!form.mounts.includes(method)) return false;
  if (framework.name === "koa") return isRoutes(first);
  // `app.use("/orders", orders)`
  const last = rest.at(-1);
  return (
    path !== null &&
    last !== undefined &&
    unwrap(last).type === "Identifier" &&
    !isErrorName(last) &&
    !isOfPackage(last, facts)
  );
}

/** What answers whatever nobody else did. */
function isEverything(path: string | null): boolean {
  return path !== null && /^\/?(?:\*|\{\*)/.test(path);
}

/** `router.routes()` */
function isRoutes(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return (
    inner.type === "CallExpression" && inner.callee.type === "MemberExpression" && lastName(inner.callee) === "routes"
  );
}

function isErrorName(node: TSESTree.Node): boolean {
  return /err|exception|sentry|bugsnag|rollbar|honeybadger/i.test(lastName(node) ?? "");
}

function isUnseen(call: AppCall, { form, framework }: MountedApp, facts: Facts): boolean {
  const { method, node } = call;
  if (!form.mounts.includes(method)) return false;
  return node.arguments.some((argument) => {
    const inner = unwrap(argument);
    if (literalString(inner) !== null || inner.type === "ObjectExpression" || facts.known.functionOf(inner))
      return false;
    const path = literalString(node.arguments[0]);
    const isRouter = framework.name === "express" && path !== null && path !== "/" && !isErrorName(inner);
    return !isRouter && !isRoutes(inner) && !isOfPackage(inner, facts);
  });
}

/** Packages by a bare name, and the scopes of the frameworks: a team's own may bring anything along. */
const knownPackages =
  /^(?:node:)?(?!(?:src|app|lib|server|middlewares?)\/)[a-z][\w.-]*|^@(?:fastify|koa|hono|elysiajs|trpc|apollo)\//;

/** Middleware of a package that is none about errors: `cors()`, `express.json()`. */
function isOfPackage(node: TSESTree.Node, { bindings }: Facts): boolean {
  const inner = unwrap(node);
  const origin = bindings.originOf(inner.type === "CallExpression" ? inner.callee : inner);
  let root = origin?.root;
  while (root?.kind === "instance") root = root.of.root;
  if (root?.kind !== "import") return false;
  const isPackage = knownPackages.test(root.module);
  const text = `${root.module} ${origin?.path.join(".") ?? ""}`;
  return isPackage && !/err|exception|boom|sensible|autoload|sentry|bugsnag|rollbar|honeybadger|trace|apm/i.test(text);
}

/** Whether two calls run one after the other in the order in which they stand. */
export function isInOrder(left: AppCall, right: AppCall): boolean {
  return enclosingFunction(left.node) === enclosingFunction(right.node);
}
