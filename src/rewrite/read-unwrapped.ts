import type { Reference, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isLog } from "../analysis/is-log.ts";
import { isTypescript } from "../contract/glob.ts";
import { isUnreassigned } from "../syntax/bindings.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { isFunction, lastName, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import { provideErrorClass } from "./error-class.ts";
import { toFileStyle, toIndent } from "./file-style.ts";
import type { Proposal } from "./proposal.ts";

/** The text that the proposal goes by. */
export const unwrappedMessages = {
  unwrap: "Read of `{{error}}` what was thrown, below the wraps: `{{unwrapper}}({{error}})`.",
} as const;

/**
 * Lets whoever gets hold of an error read what was thrown, below the wraps around it: `const origin = unwrap(err);`, and
 * `origin` wherever the error is looked at. It leaves as it came. A text instead is the reason why that cannot be done.
 */
export function readUnwrapped(owner: TSESTree.Node, error: Variable, facts: Facts): Proposal | string {
  const [binding] = facts.setting.contract?.unwrappers ?? [];
  if (!binding) return "the contract names no unwrapper";
  const body = findBody(owner);
  const first = body?.body.find((statement) => !("directive" in statement && statement.directive));
  if (!body || !first) return `there is no place for a name of what \`${error.name}\` wraps`;
  if (!isUnreassigned(error)) return `\`${error.name}\` is assigned anew`;
  if (error.references.some(({ identifier }) => isThrownInside(identifier, body)))
    return `\`${error.name}\` is thrown to a catch inside, which would ask the wrap`;
  const name = findFreeName(facts);
  if (name === null) return "what is wrapped could go by no name of its own";
  const provided = provideErrorClass(binding, owner, facts);
  if (typeof provided === "string") return provided;
  const isTyped = isTypescript(facts.source.path) && isNarrowed(error);
  const read = error.references.filter((reference) => reference.isRead() && !isWhole(reference, isTyped, facts));
  if (read.length === 0 || read.some(({ identifier }) => isWithinParameters(identifier, body)))
    return `\`${error.name}\` is looked at nowhere in its function`;
  const declared = declare(first, `const ${name} = ${provided.name}(${error.name})`, facts);
  const edits = [...provided.edits, declared, ...read.map(({ identifier }) => toRenamed(identifier, name))];
  return {
    messageId: "unwrap",
    data: { error: error.name, unwrapper: provided.name },
    edits: edits.sort((left, right) => left.start - right.start),
    permission:
      provided.edits.length === 0
        ? { verdict: "safe" }
        : { verdict: "needs-project", questions: [{ kind: "import-cycle", path: facts.source.path }] },
    manual: false,
  };
}

function findBody(owner: TSESTree.Node): TSESTree.BlockStatement | null {
  if (owner.type === "CatchClause") return owner.body;
  return isFunction(owner) && owner.body?.type === "BlockStatement" ? owner.body : null;
}

/** `try { throw err; } catch (error) { … }` */
function isThrownInside(node: TSESTree.Node, body: TSESTree.BlockStatement): boolean {
  if (parentOutsideCasts(node)?.type !== "ThrowStatement") return false;
  for (let at = node; at.parent && at !== body; at = at.parent)
    if (at.parent.type === "TryStatement" && at.parent.block === at && at.parent.handler) return true;
  return false;
}

function isWithinParameters({ range }: TSESTree.Node, body: TSESTree.BlockStatement): boolean {
  return range[0] < body.range[0];
}

/** In a line of its own, unless the block has but one. */
function declare(first: TSESTree.Node, declaration: string, facts: Facts): TextEdit {
  const style = toFileStyle(facts);
  const { text } = facts.source;
  const start = findCommentedStart(first, facts);
  const isFirstOfLine = /(?:^|\n)[ \t]*$/.test(text.slice(0, start));
  const separation = isFirstOfLine ? `${style.end}${style.newline}${toIndent(text, start)}` : "; ";
  return { start, end: start, text: `${declaration}${separation}` };
}

/** Where the comments begin that stand directly above a statement. */
function findCommentedStart({ range, parent }: TSESTree.Node, { source: { ast, text } }: Facts): number {
  let [start] = range;
  const above = (ast.comments ?? []).filter(
    (each) => each.range[1] <= start && each.range[0] > (parent?.range[0] ?? 0),
  );
  for (const comment of above.reverse()) {
    const isAlone = /\n[ \t]*$/.test(text.slice(0, comment.range[0]));
    if (!isAlone || !/^[ \t]*\r?\n[ \t]*$/.test(text.slice(comment.range[1], start))) break;
    start = comment.range[0];
  }
  return start;
}

/** `{ err }` as `{ err: origin }` */
function toRenamed(identifier: TSESTree.Identifier | TSESTree.JSXIdentifier, name: string): TextEdit {
  const { parent, range } = identifier;
  const isShorthand = parent.type === "Property" && parent.shorthand;
  return { start: range[0], end: range[1], text: isShorthand ? `${identifier.name}: ${name}` : name };
}

function findFreeName({ source: { scopeManager } }: Facts): string | null {
  const isTaken = (name: string): boolean =>
    scopeManager.scopes.some(
      ({ set, through }) => set.has(name) || through.some(({ identifier }) => identifier.name === name),
    );
  return ["origin", "thrown", "original"].find((name) => !isTaken(name)) ?? null;
}

/**
 * Where the error goes on as it came: it is thrown, handed over, wrapped, or told. What a test has said of its type may be
 * needed by whoever is told.
 */
function isWhole({ identifier }: Reference, isTyped: boolean, facts: Facts): boolean {
  const parent = parentOutsideCasts(identifier);
  if (parent?.type === "ThrowStatement" || isThrownLater(identifier, parent, facts)) return true;
  if (parent?.type === "Property") return lastName(parent.key) === "cause" || isToldWithin(parent, facts);
  if (parent?.type !== "CallExpression" || unwrap(parent.callee) === identifier) return false;
  const meaning = facts.known.meaningOf(parent);
  if (meaning?.kind === "construction") return !givesCode(parent);
  if (/^(?:next|reject|wrap)$/.test(lastName(parent.callee) ?? "") || meaning?.kind === "handover") return true;
  return !isTyped && isTold(parent, facts);
}

/** `throwError(() => err)` */
function isThrownLater(identifier: TSESTree.Node, parent: TSESTree.Node | null, { known }: Facts): boolean {
  const call = parent?.type === "ArrowFunctionExpression" && parent.body === identifier ? parent.parent : null;
  return call?.type === "CallExpression" && known.meaningOf(call)?.kind === "handover";
}

/** Whether tests say what type it has: one that is declared is enough for whoever is told. */
function isNarrowed({ references, identifiers }: Variable): boolean {
  const type = identifiers[0]?.type === "Identifier" ? identifiers[0].typeAnnotation?.typeAnnotation.type : undefined;
  const isDeclared = type !== undefined && type !== "TSUnknownKeyword";
  return !isDeclared && references.some(({ identifier }) => isTypeTest(identifier));
}

/** `logger.error({ err })` */
function isToldWithin({ parent: object }: TSESTree.Property, facts: Facts): boolean {
  return object.parent.type === "CallExpression" && isTold(object.parent, facts);
}

function isTold(call: TSESTree.CallExpression, { known }: Facts): boolean {
  return known.meaningOf(call)?.kind === "notification" || isLog(call, known.bindings);
}

/** `AppError.wrap(err, "…", { code: "CONFLICT" })`, which gives that code to an error that has none: a wrap has one. */
export function givesCode({ arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return given.some(
    (each) =>
      each.type === "ObjectExpression" &&
      each.properties.some((property) => property.type === "Property" && propertyName(property) === "code"),
  );
}

/** `err instanceof X`, `isX(err)`, `typeof err`, `"code" in err`: what follows may rely on what it says. */
function isTypeTest(identifier: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(identifier);
  if (parent?.type === "BinaryExpression") return parent.operator === "instanceof" || parent.operator === "in";
  if (parent?.type === "UnaryExpression") return parent.operator === "typeof" || parent.operator === "!";
  return parent?.type === "CallExpression" && /^(?:is|has)/.test(lastName(parent.callee) ?? "");
}
