import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { Leak } from "../analysis/find-leaks.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { isWithin, literalString, parentOutsideCasts, unwrap } from "../syntax/unwrap.ts";
import { toFileStyle, toLiteral } from "./file-style.ts";
import { countWords } from "./words.ts";

/** Puts a text in the place of everything raw; what stands around it stays as it is. */
export function maskLeaks(leaks: readonly Leak[], message: string, facts: Facts): TextEdit[] {
  const raw = new Set(leaks.map(({ node }) => node));
  const wholes = new Map<TSESTree.Node, Leak["part"]>();
  for (const { node, part } of leaks) {
    const whole = findChoice(outsideCasts(node), raw);
    // `err.message || err` was a text wherever the error has one
    wholes.set(whole, wholes.has(whole) && part === "error" ? (wholes.get(whole) ?? part) : part);
  }
  const outermost = [...wholes].filter(
    ([node]) => ![...wholes.keys()].some((other) => other !== node && isWithin(node, other)),
  );
  return outermost
    .map(([node, part]) => findLeftOf(node, raw, facts) ?? maskLeak({ node, part }, message, facts))
    .sort((left, right) => left.start - right.start);
}

/** `err.message || t("failed")` loses its left side: the client is to read what it reads where there is no message. */
function findLeftOf(
  { parent, range }: TSESTree.Node,
  raw: ReadonlySet<TSESTree.Node>,
  { source: { text } }: Facts,
): TextEdit | null {
  if (parent?.type !== "LogicalExpression" || parent.operator === "&&" || range[1] > parent.left.range[1]) return null;
  if (literalString(parent.right) !== null) return null;
  if ([...raw].some((each) => isWithin(each, parent.right)) && !isSentence(parent.right, text)) return null;
  const end = text.indexOf(parent.operator, parent.left.range[1]) + parent.operator.length;
  return { start: parent.range[0], end: end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0), text: "" };
}

/** A text that says something without what is raw in it: `Could not ship: ${err}`. */
function isSentence(node: TSESTree.Node, text: string): boolean {
  const inner = unwrap(node);
  const isMade = inner.type === "TemplateLiteral" || (inner.type === "BinaryExpression" && inner.operator === "+");
  if (!isMade) return false;
  const words =
    inner.type === "TemplateLiteral" ? inner.quasis.map(({ value }) => value.raw).join(" ") : toQuoted(inner, text);
  return countWords(words) > 1;
}

function toQuoted({ range }: TSESTree.Node, text: string): string {
  return (text.slice(...range).match(/"[^"\n]*"|'[^'\n]*'/g) ?? []).join(" ");
}

/** What a text says that was meant to be a template: "Could not ship" of `'Could not ship: ${err}'`. */
function toOwnText(own: TSESTree.Node, message: string): string {
  const said = literalString(own) ?? message;
  const hole = said.indexOf("${");
  return hole < 0 ? said : (toFirstPart(said.slice(0, hole)) ?? message);
}

function maskLeak({ node, part }: Leak, message: string, facts: Facts): TextEdit {
  const { text } = facts.source;
  const [start, end] = node.range;
  const { parent } = node;
  const own = findValues(node).find((each) => literalString(each));
  const said = own ? toOwnText(own, message) : message;
  if (parent?.type === "TemplateLiteral") {
    const shortened = shortenTemplate(parent, node, facts);
    if (shortened) return shortened;
    const hole = { start: text.lastIndexOf("${", start), end: text.indexOf("}", end) + 1 };
    return { ...hole, text: said.replace(/[`\\]|\$\{/g, "\\$&") };
  }
  const before = findTextBefore(node);
  const cut = before === null || own ? null : cutText(node, before, facts);
  if (cut) return cut;
  if (before !== null) {
    const quote = text[before - 1] === "'" ? "'" : '"';
    const closing = text.slice(before, start).includes("(") ? text.indexOf(")", end) + 1 : end;
    return { start: before - 1, end: closing, text: toLiteral(said, { ...toFileStyle(facts), quote }).slice(1) };
  }
  if (own && said === literalString(own)) return { start, end, text: text.slice(...own.range) };
  if (own) return { start, end, text: toLiteral(said, toFileStyle(facts)) };
  const literal = toLiteral(message, toFileStyle(facts));
  if (parent?.type === "SpreadElement")
    return { start: parent.range[0], end: parent.range[1], text: `message: ${literal}` };
  const value = part === "error" ? `{ message: ${literal} }` : literal;
  const isShorthand = parent?.type === "Property" && parent.shorthand;
  return { start, end, text: isShorthand ? `${text.slice(start, end)}: ${value}` : value };
}

/** `could not ship: ${err}` is a sentence without its end; a template in which nothing else varies becomes a string. */
function shortenTemplate(template: TSESTree.TemplateLiteral, node: TSESTree.Node, facts: Facts): TextEdit | null {
  const { expressions, quasis, range } = template;
  const [before, after] = [quasis.at(-2), quasis.at(-1)];
  if (!before || after?.value.raw !== "" || expressions.at(-1) !== node) return null;
  const raw = before.value.raw;
  const said = toFirstPart(raw);
  if (said === null) return null;
  if (expressions.length === 1) return { start: range[0], end: range[1], text: toLiteral(said, toFileStyle(facts)) };
  const start = facts.source.text.indexOf(raw, before.range[0]) + said.length;
  return { start, end: range[1] - 1, text: "" };
}

/** The same of `"could not ship: " + err`, where nothing stands behind it. */
function cutText(node: TSESTree.Node, end: number, { source: { text } }: Facts): TextEdit | null {
  const sum = node.parent?.parent;
  if (sum?.type === "BinaryExpression" && sum.left === node.parent) return null;
  const quote = text[end - 1] ?? "";
  const start = text.lastIndexOf(quote, end - 2) + 1;
  const said = toFirstPart(text.slice(start, end - 1));
  return said === null ? null : { start: start + said.length, end: node.range[1], text: quote };
}

/** What says enough without what follows its colon or dash, and without a label for that; `null` where too little does. */
function toFirstPart(raw: string): string | null {
  const first = /^(.*[^\s:–—-])\s*(?::|\s[-–—])\s*$/s.exec(raw)?.[1] ?? "";
  const said = first.replace(/[.,;!] (?:err|error|reason|details?|message|cause)$/i, "");
  return raw.includes("\\") || countWords(said) < 2 ? null : said;
}

/** The whole of a choice in which there is nothing but what is raw and texts: `isError(err) ? err.message : "failed"`. */
function findChoice(node: TSESTree.Node, raw: ReadonlySet<TSESTree.Node>): TSESTree.Node {
  const { parent } = node;
  const isValue =
    parent?.type === "ConditionalExpression" ? parent.test !== node : parent?.type === "LogicalExpression";
  if (!parent || !isValue) return node;
  const values = findValues(parent);
  return values.every((each) => raw.has(each) || literalString(each)) ? findChoice(outsideCasts(parent), raw) : node;
}

/** The values between which an expression chooses: `err.message` and `"failed"` of `err.message || "failed"`. */
function findValues(expression: TSESTree.Node): TSESTree.Node[] {
  const node = unwrap(expression);
  if (node.type === "LogicalExpression" && node.operator !== "&&") return [node.left, node.right].flatMap(findValues);
  if (node.type === "ConditionalExpression") return [node.consequent, node.alternate].flatMap(findValues);
  return [node];
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
