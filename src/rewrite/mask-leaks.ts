import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Leak } from "../analysis/find-leaks.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { isWithin, literalString, parentOutsideCasts } from "../syntax/unwrap.ts";
import { toFileStyle, toLiteral } from "./file-style.ts";

/** Puts a text in the place of everything raw; what stands around it stays as it is. */
export function maskLeaks(leaks: readonly Leak[], message: string, facts: Facts): TextEdit[] {
  const outermost = leaks.filter(
    ({ node }) => !leaks.some((other) => other.node !== node && isWithin(node, other.node)),
  );
  return outermost.map((leak) => maskLeak(leak, message, facts)).sort((left, right) => left.start - right.start);
}

function maskLeak({ node, part }: Leak, message: string, facts: Facts): TextEdit {
  const { text } = facts.source;
  const whole = outsideCasts(node);
  const [start, end] = whole.range;
  const parent = whole.parent;
  const own = findStaticText(whole);
  if (own && parent) return { start: parent.range[0], end: parent.range[1], text: text.slice(...own.range) };
  if (parent?.type === "TemplateLiteral") {
    const hole = { start: text.lastIndexOf("${", start), end: text.indexOf("}", end) + 1 };
    return { ...hole, text: message.replace(/[`\\]|\$\{/g, "\\$&") };
  }
  const before = findTextBefore(whole);
  if (before !== null) {
    const quote = text[before - 1] === "'" ? "'" : '"';
    return { start: before - 1, end, text: toLiteral(message, { ...toFileStyle(facts), quote }).slice(1) };
  }
  const literal = toLiteral(message, toFileStyle(facts));
  if (parent?.type === "SpreadElement")
    return { start: parent.range[0], end: parent.range[1], text: `message: ${literal}` };
  const value = part === "error" ? `{ message: ${literal} }` : literal;
  const isShorthand = parent?.type === "Property" && parent.shorthand;
  return { start, end, text: isShorthand ? `${text.slice(start, end)}: ${value}` : value };
}

/** What the client was to read where there is no error: `err.message || "failed"`, `isError(err) ? err.message : "failed"`. */
function findStaticText(node: TSESTree.Node): TSESTree.Node | null {
  const { parent } = node;
  const other =
    parent?.type === "LogicalExpression" && parent.left === node
      ? parent.right
      : parent?.type === "ConditionalExpression" && parent.test !== node
        ? parent.consequent === node
          ? parent.alternate
          : parent.consequent
        : null;
  return other && literalString(other) ? other : null;
}

/** Where a string ends that a node is put behind by `+`; `null` where it is put behind none. */
function findTextBefore(node: TSESTree.Node): number | null {
  const { parent } = node;
  if (parent?.type !== "BinaryExpression" || parent.operator !== "+" || parent.right !== node) return null;
  const last = parent.left.type === "BinaryExpression" ? parent.left.right : parent.left;
  return last.type === "Literal" && typeof last.value === "string" ? last.range[1] : null;
}

function outsideCasts(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  const limit = parentOutsideCasts(node);
  while (at.parent && at.parent !== limit) at = at.parent;
  return at;
}
