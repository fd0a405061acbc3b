import type { TSESTree } from "@typescript-eslint/types";
import type { Logger } from "../knowledge/logger.ts";
import { loggers } from "../knowledge/loggers.ts";
import type { Bindings, Origin } from "../syntax/bindings.ts";
import { lastName, literalString, propertyName, unwrap } from "../syntax/unwrap.ts";
import { isExport, moduleOf, toPackagePath } from "./match.ts";
import type { Roles } from "./meaning.ts";

/** Whether a call writes a log record: a known logger's method, or a logging method of something called a logger. */
export function isLog(node: TSESTree.CallExpression, bindings: Bindings): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression") return isDebug(callee, bindings) || isOfLogModule(callee, bindings);
  const method = propertyName(callee);
  if (method === null || !LOG_METHODS.has(method)) return false;
  const origin = bindings.originOf(callee.object);
  if (origin && isKnownLogger(origin)) return true;
  const name = lastName(callee.object);
  return name !== null && /^(?:#?_?log|.*[lL]ogger|logging|LOG)$/.test(name);
}

/** Whether a call logs for those who trace the code, which is no report of a failure: `debug(err)`, `log.trace({ err })`, `log.log("debug", err)`. */
export function isTrace({ callee, arguments: [level] }: TSESTree.CallExpression, bindings: Bindings): boolean {
  const name = lastName(callee) ?? "";
  if (TRACES.test(name) || isDebug(unwrap(callee), bindings)) return true;
  return name === "log" && TRACES.test(literalString(level) ?? "");
}

const TRACES = /^(?:debug|trace|verbose|silly|http|dir|table|success)$/;

/** `debug("rows")` of the package `debug`, and what it makes, which is itself what logs. */
function isDebug(callee: TSESTree.Node, bindings: Bindings): boolean {
  const origin = bindings.originOf(callee.type === "CallExpression" ? callee.callee : callee);
  const maker = origin?.root.kind === "instance" ? origin.root.of : origin;
  return maker?.root.kind === "import" && toPackagePath(maker.root.module) === "debug";
}

/** `error(err)` and `logError(err)` of a module that is called `logger` */
function isOfLogModule(callee: TSESTree.Node, bindings: Bindings): boolean {
  const origin = callee.type === "Identifier" ? bindings.originOf(callee) : null;
  if (origin?.root.kind !== "import" || origin.path.length !== 1) return false;
  const [name = ""] = origin.path;
  const isNamed = LOG_METHODS.has(name) || /^log[A-Z]/.test(name);
  return isNamed && /(?:^|[/_.-])log(?:s|ging|gers?)?(?:\.[cm]?[jt]s)?$/i.test(origin.root.module);
}

/**
 * Whether what a call logs with is certainly a logger: a library's, or one by name that comes from another module. A name of
 * this file's own may stand for anything.
 */
export function isCertainLog(node: TSESTree.CallExpression, roles: Roles, bindings: Bindings): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression") return isOfLogModule(callee, bindings);
  if (!isLog(node, bindings)) return false;
  const origin = bindings.originOf(callee.object);
  if (!origin) return false;
  // `request.log`, of a handler's request
  const isOfHandler = origin.root.kind === "declaration" && roles.has(origin.root.variable);
  return isKnownLogger(origin) || isOfHandler || moduleOf(origin) !== "";
}

const LOG_METHODS = new Set([
  "log",
  "trace",
  "debug",
  "verbose",
  "info",
  "notice",
  "warn",
  "warning",
  "error",
  "fatal",
  "crit",
  "critical",
  "alert",
  "emerg",
  "exception",
  "silly",
  "http",
  "dir",
  "table",
  "fail",
  "success",
]);

function isKnownLogger(origin: Origin): boolean {
  return findLogger(origin) !== null;
}

/** The library that a logger is of, or of whose logger it is a child; `null` where that cannot be told from its origin. */
export function findLogger(origin: Origin): Logger | null {
  return loggers.find((logger) => isLoggerOrigin(origin, logger)) ?? null;
}

function isLoggerOrigin(origin: Origin, logger: Logger): boolean {
  const { root, path } = origin;
  if (root.kind === "global") return logger.global !== undefined && path.length === 1 && path[0] === logger.global;
  if (root.kind === "import") return path.length === 0 && logger.modules.includes(toPackagePath(root.module));
  if (root.kind !== "instance") return false;
  if (root.made === "type")
    return (
      logger.types.includes(root.of.path.at(-1) ?? "") &&
      root.of.root.kind === "import" &&
      logger.modules.includes(root.of.root.module)
    );
  return logger.factories.some((factory) => isExport(root.of, factory)) || isLoggerOrigin(root.of, logger);
}
