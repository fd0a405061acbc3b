import type { TSESTree } from "@typescript-eslint/types";
import { findLogger } from "../analysis/is-log.ts";
import type { LoggedPlace } from "../knowledge/logger.ts";
import { loggers } from "../knowledge/loggers.ts";
import type { Origin } from "../syntax/bindings.ts";
import { propertyName, unwrap } from "../syntax/unwrap.ts";
import type { ExportedLogger } from "./file-contribution.ts";
import type { Modules } from "./modules.ts";
import { toModule, type ReadFile } from "./to-reference.ts";

const writing = loggers.filter(({ writesOut }) => writesOut);
const methods = new Set(writing.flatMap((each) => each.methods));

/**
 * Whether a call of a logger writes what it is given out with all that it has; a logger that another module exports may, if it is
 * of a library that does.
 */
export function findLogging(
  call: TSESTree.CallExpression,
  given: TSESTree.Node,
  file: ReadFile,
): ExportedLogger | boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression" || !methods.has(propertyName(callee) ?? "")) return false;
  const origin = file.facts.bindings.originOf(callee.object);
  if (!origin) return false;
  const place = findPlace(call, given);
  const logger = findLogger(origin);
  if (logger) return logger.writesOut?.includes(place) === true;
  const { root, path } = toParent(origin);
  return root.kind === "import" && { module: toModule(root.module, file), name: path[0] ?? "default", place };
}

/** Whether a logger that a module exports is of a library that writes out what it is given at a place. */
export function isWritingOut({ module, name, place }: ExportedLogger, modules: Modules): boolean {
  return modules.findExports(module, name).some(({ target }) => {
    const made = target.kind === "value" ? (target.type?.module ?? null) : null;
    return made !== null && writing.some((each) => each.modules.includes(made) && each.writesOut?.includes(place));
  });
}

function findPlace(call: TSESTree.CallExpression, given: TSESTree.Node): LoggedPlace {
  const [first] = call.arguments;
  if (!first || unwrap(first) !== given) return "later";
  return given.type === "ObjectExpression" ? "fields" : "first";
}

/** A child writes as its parent does: `logger.child({ module: "orders" })`. */
export function toParent(origin: Origin): Origin {
  const { root, path } = origin;
  const isChild =
    root.kind === "instance" && root.made === "call" && path.length === 0 && root.of.path.at(-1) === "child";
  return isChild ? toParent({ root: root.of.root, path: root.of.path.slice(0, -1) }) : origin;
}
