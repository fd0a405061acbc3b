import type { TSESTree } from "@typescript-eslint/types";
import { parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { AppFile, HiddenApp, MadeApp } from "./find-made-apps.ts";

/** By these an app takes in another one, whose errors then come to its own boundary. */
const taking = new Set(["use", "route"]);

type Apps<F extends AppFile> = readonly (MadeApp<F> | HiddenApp<F>)[];

/**
 * Of the apps that one file makes, those that no other of them takes in: `app.route("/orders", orders)`. `null` where that cannot be
 * told, as one of them is kept in no variable, or is of another framework.
 */
export function findOuterApps<F extends AppFile>(apps: Apps<F>): readonly MadeApp<F>[] | null {
  const known = apps.filter((app) => "variable" in app);
  if (known.length < apps.length || new Set(known.map(({ framework }) => framework)).size > 1) return null;
  return known.filter((app) => !isTakenIn(app, known));
}

/** Whether one of some apps of a file is given another of that file. */
function isTakenIn(app: MadeApp, apps: readonly MadeApp[]): boolean {
  const others = apps.filter((each) => each !== app);
  return app.variable.references.some(({ identifier }) => isGivenTo(identifier, others));
}

/** Whether a node stands in what one of some apps is given to take in, be it in a call: `app.use(mount("/orders", orders))`. */
export function isGivenTo(node: TSESTree.Node, apps: readonly MadeApp[]): boolean {
  for (let at = parentOutsideCasts(node); at?.type === "CallExpression"; at = parentOutsideCasts(at)) {
    const callee = unwrap(at.callee);
    if (callee.type !== "MemberExpression" || !taking.has(propertyName(callee) ?? "")) continue;
    const root = toRoot(callee.object);
    if (apps.some(({ file, variable }) => file.bindings.variableOf(root) === variable)) return true;
  }
  return false;
}

/** `app` of `app.use(log).route("/orders", orders)` */
function toRoot(node: TSESTree.Node): TSESTree.Node {
  const inner = unwrap(node);
  if (inner.type === "CallExpression") return toRoot(inner.callee);
  return inner.type === "MemberExpression" ? toRoot(inner.object) : inner;
}

/** Whether a file itself has an app answer requests: by `app.listen(80)`, or by a server that is given it. */
export function isServed({ variable }: MadeApp): boolean {
  return variable.references.some(({ identifier }) => {
    const parent = parentOutsideCasts(identifier);
    if (parent?.type === "MemberExpression") return /^(?:listen|callback)$/.test(propertyName(parent) ?? "");
    const callee = parent?.type === "CallExpression" ? unwrap(parent.callee) : null;
    const name =
      callee?.type === "MemberExpression" ? propertyName(callee) : callee?.type === "Identifier" ? callee.name : "";
    return /^(?:createServer|serve)$/.test(name ?? "");
  });
}
