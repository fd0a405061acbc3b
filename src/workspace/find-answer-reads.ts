import type { TSESTree } from "@typescript-eslint/types";
import { traverse } from "../syntax/traverse.ts";
import { isFunction, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { AnswerReads } from "./file-contribution.ts";
import type { ReadFile } from "./to-reference.ts";

/** What asks for an answer, or reads one. */
const asking = /\bfetch\w*\(|\baxios\b|\bsuperagent\b|\bky\b|\bXMLHttpRequest\b|\.json\(\)|\$\.(?:ajax|get|post)\(/i;
const written = /["'`}]\/\w|["'`]https?:\/\//;

/** The paths that a file names, and the members that it reads where it reads answers; a file that answers itself names its own paths. */
export function findAnswerReads(file: ReadFile): AnswerReads | null {
  const { source, handlers } = file.facts;
  if (file.isTest || handlers.length > 0 || !(written.test(source.text) || asking.test(source.text))) return null;
  const paths = new Set<string>();
  const members = new Set<string>();
  const isAsking = asking.test(source.text);
  traverse(source.ast, (node) => {
    const path = findPath(node);
    const member = isAsking ? findRead(node) : null;
    if (path !== null) paths.add(path);
    if (member !== null) members.add(member);
    return !node.type.startsWith("TS") || unwrap(node) !== node;
  });
  return paths.size + members.size === 0 ? null : { paths: [...paths], members: [...members] };
}

/** `"/api/orders"`, `` `${host}/orders/${id}?all=1` ``: `/orders/*` */
function findPath(node: TSESTree.Node): string | null {
  const text = node.type === "TemplateLiteral" ? node.quasis.map(({ value }) => value.cooked).join("*") : toText(node);
  const path = /^(?:\*|https?:\/\/[^/]+)?(\/\w[\w./*-]*)/.exec(text ?? "")?.[1];
  return path === undefined ? null : path.replace(/\/$/, "");
}

function toText(node: TSESTree.Node): string | null {
  return node.type === "Literal" && typeof node.value === "string" ? node.value : null;
}

/** `answer.errors`, `const { errors } = answer`: what is called is a method, and nobody's answer. */
function findRead(node: TSESTree.Node): string | null {
  if (node.type === "MemberExpression") return isCalled(node) ? null : propertyName(node);
  return node.type === "Property" && node.parent.type === "ObjectPattern" && !isParameter(node.parent)
    ? propertyName(node)
    : null;
}

function isCalled(node: TSESTree.MemberExpression): boolean {
  return node.parent.type === "CallExpression" && node.parent.callee === node;
}

/** What a function takes apart was given to it by another, by name. */
function isParameter({ parent }: TSESTree.Node): boolean {
  return parent !== undefined && parent !== null && isFunction(parent);
}
