import type { TSESTree } from "@typescript-eslint/types";
import { parentOutsideCasts, unwrap } from "../syntax/unwrap.ts";
import type { ExportedLogger } from "./file-contribution.ts";
import { findLogging } from "./find-logging.ts";
import type { ReadFile } from "./to-reference.ts";

/** A place that writes a value out; `logger`: if that is of a library that does. */
export interface Writing {
  readonly node: TSESTree.Node;
  readonly logger?: ExportedLogger;
}

/**
 * What writes a value out with all the properties that it has: `JSON.stringify({ error })`, `{ ...error }`, `res.json(error)`,
 * `winston.error("…", error)`; `null` where its use does not.
 */
export function findWriting(node: TSESTree.Node, file: ReadFile): Writing | null {
  const parent = parentOutsideCasts(node);
  switch (parent?.type) {
    case "SpreadElement":
      return parent.parent.type === "ObjectExpression" ? { node: parent.parent } : null;
    case "Property":
      return parent.parent.type === "ObjectExpression" ? findWriting(parent.parent, file) : null;
    case "ArrayExpression":
    case "LogicalExpression":
      return findWriting(parent, file);
    case "ConditionalExpression":
      return unwrap(parent.test) === node ? null : findWriting(parent, file);
    case "VariableDeclarator":
      return findInUses(parent, file);
    case "AssignmentExpression":
      return unwrap(parent.right) === node && isSent(parent, file) ? { node: parent } : null;
    case "CallExpression":
      return isWriting(parent, node, file) ? { node: parent } : findLogged(parent, node, file);
    default:
      return null;
  }
}

/** `const body = { error }; res.json(body);`: an alias of the error itself is followed by whoever asks. */
function findInUses(declarator: TSESTree.VariableDeclarator, file: ReadFile): Writing | null {
  const { init, id } = declarator;
  const isHolder = init && /^(?:Object|Array)Expression$/.test(unwrap(init).type);
  if (!isHolder || id.type !== "Identifier") return null;
  const uses = file.facts.bindings.declaredBy(declarator).flatMap(({ references }) => references);
  for (const use of uses) {
    const writing = use.isRead() ? findWriting(use.identifier, file) : null;
    if (writing) return writing;
  }
  return null;
}

function isSent(assignment: TSESTree.AssignmentExpression, { facts, roles }: ReadFile): boolean {
  return facts.known.sinkOfAssignment(assignment, roles)?.channel === "body";
}

function findLogged(call: TSESTree.CallExpression, node: TSESTree.Node, file: ReadFile): Writing | null {
  const given = call.arguments.find((each) => unwrap(each) === node);
  const logging = given !== undefined && findLogging(call, node, file);
  if (!logging) return null;
  return logging === true ? { node: call } : { node: call, logger: logging };
}

/** Functions of the language that read all properties of what they are given. */
const readers = new Set(["JSON.stringify", "Object.assign", "Object.entries", "Object.values", "structuredClone"]);

function isWriting(call: TSESTree.CallExpression, node: TSESTree.Node, { facts, roles }: ReadFile): boolean {
  const argument = call.arguments.findIndex((each) => unwrap(each) === node);
  if (argument < 0) return false;
  const meaning = facts.known.meaningOf(call, roles);
  if (meaning?.kind === "sink") return meaning.sink.channel === "body";
  const { root, path } = facts.bindings.originOf(call.callee) ?? { root: null, path: [] };
  if (root?.kind === "import") return root.module === "serialize-error";
  const name = root?.kind === "global" ? path.join(".") : "";
  if (name === "Object.assign") return argument > 0;
  return readers.has(name) && argument === 0 && !(name === "JSON.stringify" && isSelected(call.arguments[1]));
}

/** `JSON.stringify(err, ["message", "stack"])`: only what is named there, at whatever depth. */
function isSelected(replacer: TSESTree.Node | undefined): boolean {
  const inner = replacer && unwrap(replacer);
  return inner?.type === "ArrayExpression" || inner?.type === "CallExpression";
}
