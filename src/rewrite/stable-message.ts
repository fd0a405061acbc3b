import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isSensitiveName } from "../knowledge/sensitive-names.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import { traverse } from "../syntax/traverse.ts";
import { isWithin, literalString, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { Question } from "./proposal.ts";
import { isTextReader } from "./text-reader.ts";

/** A message that reads the same on every occurrence, and what varied in it. */
export interface StableMessage {
  /** `null` where too little is left of it to say anything. */
  readonly text: string | null;
  /** What is cut out of it, by the name that it goes by in the context. */
  readonly data: ReadonlyMap<string, string>;
  /** What is written out of the message as it was, between what is not. */
  readonly written: readonly string[];
  /** Something of the error was cut out, which nothing here keeps. */
  readonly dropsError?: boolean;
}

/** Where an error has no message. */
export const noMessage: StableMessage = { text: null, data: new Map(), written: [] };

/** Why a message is not to lose what it holds, which is the same every time; `null` where all of it varies. */
export function findConstant({ data }: StableMessage): string | null {
  const constant = [...data].find(([name]) => /^[A-Z][A-Z0-9_]*$/.test(name));
  return constant ? `its message holds \`${constant[1]}\`, which is the same every time` : null;
}

/** Whether some test expects the words of a message that is about to change; no question where it stays as it is. */
export function toMessageQuestions(message: StableMessage, path: string): Question[] {
  const { text, written } = message;
  return isRetold(message) ? [{ kind: "message", path, written, text: text ?? "" }] : [];
}

/** Whether a message does not stay as it was. */
export function isRetold({ text, written }: StableMessage): boolean {
  return written.length > 1 || (written.length === 1 && written[0] !== text);
}

/**
 * A message without what it holds of an error, and without its data: ``could not load ${id}: ${err.message}`` says
 * "could not load", of an `id`. A text instead is the reason why that cannot be done.
 */
export function toStableMessage(node: TSESTree.Node, error: Variable | null, facts: Facts): StableMessage | string {
  return toStable(toPieces(resolveText(node, facts), { error, facts }), facts);
}

/** The message of a format and what fills it: `"no order %s", id`. */
export function toStableFormat(
  format: string,
  filling: readonly TSESTree.Node[],
  facts: Facts,
): StableMessage | string {
  const texts = format.split(/%[sdifjoO]/);
  if (texts.length - 1 !== filling.length) return "its message has another number of places than is filled in";
  const pieces = texts.flatMap((text, index): Piece[] => {
    const node = filling[index];
    return [text, ...(node ? toPieces(node, { error: null, facts }) : [])];
  });
  return toStable(pieces, facts);
}

function toStable(pieces: readonly Piece[], facts: Facts): StableMessage | string {
  const data = new Map<string, string>();
  let text = "";
  let whole = "";
  for (const piece of pieces) {
    const before = text;
    if (typeof piece === "string") text += piece;
    else if (piece.kind === "error") text += ERROR;
    else if (piece.kind === "made")
      return `its message holds \`${toSnippet(piece.node, facts)}\`, which may say more than the error`;
    else {
      const named = findName(piece.node, facts);
      if (named === null)
        return `its message holds \`${toSnippet(piece.node, facts)}\`, which has no name to go by in the context`;
      if (isSensitiveName(named.key) || isSensitiveName(named.text))
        return `its message holds \`${named.text}\`, which the context must not`;
      if ((data.get(named.key) ?? named.text) !== named.text)
        return `its message holds two values that are called \`${named.key}\``;
      data.set(named.key, named.text);
      whole += CUT;
      text = withoutLabel(text, named.key) + CUT;
      continue;
    }
    whole += text.slice(before.length);
  }
  const written = whole.split(/[\uE000\uE001]/);
  if (written.length === 1) return { text: text.trim() === "" ? null : text, data, written };
  return { text: toSentence(text), data, written, dropsError: whole.includes(ERROR) };
}

/** `op` in front of its value, where a list of them begins or goes on: `this cannot be: op: 1, line: 2` */
function withoutLabel(text: string, key: string): string {
  const [label = "", name] = /(?<=[:;,(] ?)([\w.]+)[:=] ?$/.exec(text) ?? [];
  return name === key ? text.slice(0, text.length - label.length) : text;
}

/** Stands where something was cut out. */
const CUT = "\uE000";
/** Stands where what was cut out is of the error. */
const ERROR = "\uE001";

/** `made`: what something that is given the error has made of it. */
type Piece = string | { readonly kind: "error" } | { readonly kind: "data" | "made"; readonly node: TSESTree.Node };

interface Context {
  /** `null` where none is at hand. */
  readonly error: Variable | null;
  readonly facts: Facts;
}

/** The text that an unreassigned variable was declared with, where a message is no more than its name. */
function resolveText(node: TSESTree.Node, { bindings }: Facts): TSESTree.Node {
  const inner = unwrap(node);
  const init = inner.type === "Identifier" ? findInit(bindings.variableOf(inner)) : null;
  return init && /^(?:Literal|TemplateLiteral|BinaryExpression)$/.test(init.type) ? init : inner;
}

function findInit(variable: Variable | null): TSESTree.Node | null {
  const definition = variable?.defs.length === 1 && isUnreassigned(variable) ? variable.defs[0] : null;
  const node = definition?.node;
  return node?.type === "VariableDeclarator" && node.id === definition?.name && node.init ? unwrap(node.init) : null;
}

function toPieces(node: TSESTree.Node, context: Context): Piece[] {
  const inner = unwrap(node);
  const text = literalString(inner);
  if (text !== null) return [text];
  if (inner.type === "Literal") return [String(inner.value)];
  if (isConcatenation(inner)) return [...toPieces(inner.left, context), ...toPieces(inner.right, context)];
  const list = findJoined(inner);
  if (list) return list.flatMap((each, index) => [...(index > 0 ? [" "] : []), ...toPieces(each, context)]);
  if (inner.type !== "TemplateLiteral") {
    if (isOfError(inner, context)) return [{ kind: "error" }];
    return [{ kind: isMadeOfError(inner, context) ? "made" : "data", node: inner }];
  }
  return inner.quasis.flatMap((quasi, index): Piece[] => {
    const expression = inner.expressions[index];
    return [quasi.value.cooked ?? "", ...(expression ? toPieces(expression, context) : [])];
  });
}

/** Whether a sum is one of texts; `index + 1` is one of numbers. */
function isConcatenation(node: TSESTree.Node): node is TSESTree.BinaryExpression {
  if (node.type !== "BinaryExpression" || node.operator !== "+") return false;
  return [node.left, node.right].map(unwrap).some((side) => isText(side) || isConcatenation(side));
}

function isText(node: TSESTree.Node): boolean {
  return node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string");
}

/** The parts of `["…", err.message].join("\n")`. */
function findJoined(node: TSESTree.Node): TSESTree.Node[] | null {
  const callee = node.type === "CallExpression" ? unwrap(node.callee) : null;
  if (callee?.type !== "MemberExpression" || propertyName(callee) !== "join") return null;
  const list = unwrap(callee.object);
  return list.type === "ArrayExpression" ? list.elements.filter((element) => element !== null) : null;
}

/**
 * Whether an expression holds nothing but what it takes of the error: `err.message`, `String(err)`, `getMessage(err)`. What
 * `toDetails(err)` tells beside, a cause may not.
 */
function isOfError(node: TSESTree.Node, context: Context): boolean {
  let mentions = 0;
  let others = 0;
  traverse(node, (each, parent) => {
    if (isText(each) && parent?.type === "CallExpression" && / /.test(literalString(each) ?? " ")) others++;
    if (each.type === "CallExpression" && each.arguments.some(isValue) && !isTextReader(each)) others++;
    const variable = each.type === "Identifier" ? context.facts.bindings.variableOf(each) : null;
    if (variable === null) return;
    if (variable === context.error || isPartOfError(variable, context)) mentions++;
    else if (!isTool(variable)) others++;
  });
  return mentions > 0 && others === 0;
}

/** `const details = toDetails(err)` */
function isMadeOfError(node: TSESTree.Node, { error, facts }: Context): boolean {
  const init = node.type === "Identifier" ? findInit(facts.bindings.variableOf(node)) : null;
  return init !== null && error !== null && error.references.some(({ identifier }) => isWithin(identifier, init));
}

function isValue({ type }: TSESTree.Node): boolean {
  return type !== "Literal" && type !== "TemplateLiteral";
}

/** `const message = err instanceof Error ? err.message : String(err)`, `const { message } = err` */
function isPartOfError(variable: Variable, context: Context): boolean {
  const node = variable.defs.length === 1 && isUnreassigned(variable) ? variable.defs[0]?.node : null;
  const init = node?.type === "VariableDeclarator" ? node.init : null;
  return (
    init != null && init.range[0] > (context.error?.identifiers[0]?.range[0] ?? Infinity) && isOfError(init, context)
  );
}

/** A function, a class, an import or a global: what an expression works with, not what it holds. */
function isTool({ defs }: Variable): boolean {
  return defs.every(({ type }) => type === "FunctionName" || type === "ClassName" || type === "ImportBinding");
}

interface Named {
  readonly key: string;
  readonly text: string;
}

/** The name that a piece of data goes by: `id`, `orderId` for `order.id`, `url` for `this.url`. */
function findName(node: TSESTree.Node, facts: Facts): Named | null {
  const inner = unwrap(toValue(node));
  if (inner.type === "Identifier") return { key: inner.name, text: inner.name };
  if (inner.type !== "MemberExpression" || !isPlainPath(inner)) return null;
  const key = propertyName(inner);
  if (key === null || !/^[A-Za-z_$][\w$]*$/.test(key)) return null;
  const owner = unwrap(inner.object);
  const name =
    owner.type === "Identifier" ? owner.name : owner.type === "MemberExpression" ? propertyName(owner) : null;
  const isGeneral = /^(?:id|key|name|code|type|status|slug|uuid|url|path|length|size|value)$/.test(key);
  const own = key.replace(/^[_$]+(?=\w)/, "");
  return { key: isGeneral && name !== null ? toCompound(name, key) : own, text: toSnippet(inner, facts) };
}

/** `orderId` of `order` and `id`. */
function toCompound(owner: string, key: string): string {
  if (owner === key) return key;
  return `${owner.replace(/^[#_$]+/, "")}${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

/** What is made a text: `id` of `String(id)`, `id.toString()`, `JSON.stringify(id)`. */
function toValue(node: TSESTree.Node): TSESTree.Node {
  if (node.type !== "CallExpression") return node;
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  if (callee.type === "Identifier") return callee.name === "String" && first ? first : node;
  if (callee.type !== "MemberExpression") return node;
  const method = propertyName(callee);
  if (method === "toString" && !first) return callee.object;
  const isJson = callee.object.type === "Identifier" && callee.object.name === "JSON" && method === "stringify";
  return isJson && first ? first : node;
}

function isPlainPath(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "MemberExpression") return propertyName(inner) !== null && isPlainPath(inner.object);
  return inner.type === "Identifier" || inner.type === "ThisExpression";
}

function toSnippet({ range }: TSESTree.Node, { source }: Facts): string {
  return source.text.slice(...range);
}

/** A text without its cuts, and without what they leave behind that says nothing alone; `null` if it is odd then. */
function toSentence(text: string): string | null {
  const framed = text
    .replace(/\s+/g, " ")
    .replace(/\uE000[-./:@|][\uE000\uE001]/g, CUT)
    .replace(/\b[\w.]+=[\uE000\uE001]/g, CUT)
    .replace(LABELLED_LIST, "")
    .replace(LED_UP_BY_ID, ` ${CUT}`)
    .replace(/\uE001/g, CUT)
    .replace(LABEL, CUT)
    .replace(/,? (?:failed )?with (?:the )?(?:id|key|name|code|status(?: code)?):? ["'`]?\uE000["'`]?/g, ` with ${CUT}`)
    .replace(/\uE000(?:ms|s|m|h|%|[kKMG]?B)\b/g, CUT)
    .replace(/(["'`])\uE000\1|\[\uE000\]|<\uE000>|\{\uE000\}|#\uE000/g, CUT)
    .replace(/\((?:[\w.]+:? ?)?\uE000(?:[,;]? (?:and )?(?:[\w.]+:? ?)?\uE000)*\)/g, CUT);
  if (/[\p{L}\p{N}_]\uE000|\uE000(?:[\p{L}\p{N}_]|['’]\p{L})/u.test(framed) || LOST_SUBJECT.test(framed)) return null;
  const left = framed
    .replace(LED_UP, "")
    .replace(/(?:[,;:(]| [-–—]| and)?(?<!\s)\s*\uE000(?=\s*[,;:]|\s*$)/g, "")
    .replace(/\b([Aa])n? \uE000 (?=(\p{L}))/gu, (_, article: string, next: string) => {
      return /[aeio]/i.test(next) ? `${article}n ` : `${article} `;
    })
    .replace(/(?<!\s)\s*\uE000/g, "")
    .replace(/(?<! ) +([,;:.)])/g, "$1")
    .replace(/^[\s:;,.–—-]+/, "");
  const sentence = trimEnd(left).replace(/\s+/g, " ");
  return isOdd(sentence) || LEFT_OPEN.test(sentence) || (sentence.match(/\p{L}{2,}/gu) ?? []).length < 2
    ? null
    : sentence;
}

/** What is missing is what was cut out: `set-up failed: missing ${key}`. */
const LEFT_OPEN =
  /(?:[:;,]| [-–—]) (?:duplicate|expected|got|invalid|missing|received|unexpected|unknown|unsupported)$/i;

/** Nothing but names and what they stood for, at the end: `, order id 1, line 2`. */
const LABELLED_LIST =
  /[,;] ?(?:and )?(?:(?:\p{L}+ ){0,3}(?:id|key|name|code|status|type|slug|url|path)s?:? ["'`]?\uE000["'`]?(?:[,;]? ?(?:and )?|$))+$/iu;

/** `order id 1` at the end, but neither `by external id 1` nor what stands in front of the error's own text. */
const LED_UP_BY_ID =
  /(?<!\b(?:such|no|invalid|unknown|missing|duplicate|by(?: \p{L}{1,30})?)) id[:=]? ?["'`]?\uE000["'`]?(?=[ .:;,–—-]{0,4}\uE001?[ .]?$)/giu;

/** A name in front of what it stood for, amid a sentence: `order id: 1 not found`, `no job for orderId 1 is left`. */
const LABEL = new RegExp(
  [
    String.raw`(?<=\p{L} )(?<!\b(?:an?|by|for|its|no|of|or|such|the|to|with|invalid|unknown|missing|duplicate) )(?:id|key|name): ?`,
    String.raw`(?:(?<=\b(?:at|by|for|from|in|of|on|to|with) )|^)\p{L}+(?:Id|Key|Name|Code|Slug|Url):? `,
  ]
    .map((label) => String.raw`(?:${label})["'\x60]?\uE000["'\x60]?(?= \p{L})`)
    .join("|"),
  "gu",
);

/** A preposition, and the cut that it led up to, where nothing of its phrase is left: `after 30 ms`, `to x for y`. */
const LED_UP =
  / (?:of|for|from|to|with|by|at|in|on|after|before|within|into|as|via|than)\s*\uE000(?= (?:of|for|from|to|with|by|at|in|on|after|before|within|into|as|via|and|or|because|is|was|are|were|has|have|had|do|does|did|not|already|can|cannot|could|may|must|should|failed)\b|\s*[,;:.]|\s*$)/g;

/** Nothing is left of what the rest is about: `${value} could not be parsed`. */
const LOST_SUBJECT =
  /(?:^|: )(?=\W*\uE000)\W* (?:is|was|are|were|has|have|had|do|does|did|can|cannot|could|must|should|will|would|may|needs?|not|already|failed)\b/;

function isOdd(text: string): boolean {
  const quotes = text.match(/(?<!\p{L})'|'(?!\p{L})/gu) ?? [];
  const isOpen = text.split("(").length !== text.split(")").length || quotes.length % 2 === 1;
  return isOpen || /\( |(["'`])\1|[([{<][)\]}>]|[,;:][)\]]|[([][,;:]|[,;:]{2}|=(?:\s|$)/.test(text);
}

/** Without separators, and words that led up to what is gone. */
function trimEnd(text: string): string {
  const trimmed = text
    .replace(/(?<![\s:;,.(=–—-])[\s:;,.(=–—-]+$/, "")
    .replace(
      /(?:[:;,.] ?| [-–—] )(?:HTTP|(?:(?:HTTP|inner|last|original) )?(?:reason|error|message|details?|cause|got|status(?: code)?))$/i,
      "",
    )
    .replace(/ (?:of|for|from|to|with|by|at|in|on|after|because|due to|the|a|an|named|called|and|is|was)$/i, "");
  return trimmed === text ? text : trimEnd(trimmed);
}
