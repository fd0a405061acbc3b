import type { Reference, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { isLeaving } from "../syntax/is-leaving.ts";
import { isWithin, lastName, propertyName, unwrap } from "../syntax/unwrap.ts";
import { provideErrorClass } from "./error-class.ts";
import { toFileStyle, toIndent } from "./file-style.ts";
import type { Permission, Proposal } from "./proposal.ts";

/** A test of an error itself, where its causes are meant: `err instanceof X`, `err.code === "P2002"`, `err.name === "X"`. */
export interface DirectMatch {
  readonly test: TSESTree.BinaryExpression;
  /** What the error is bound to. */
  readonly error: Variable;
  /** What comes to it is wrapped in the same file, which so loads the module of the error class already. */
  readonly isOwn: boolean;
}

/** The text that the proposal goes by. */
export const matchMessages = {
  match: "Look through the causes of `{{error}}` with `{{finder}}`.",
} as const;

/**
 * Lets a test of an error look through its causes, by the contract's cause finder, with whatever relied on what the test
 * said of the error: `findCause(err, X)?.code === "P2002"`. A text instead of it is the reason why that cannot be done.
 */
export function matchThroughCauses(match: DirectMatch, facts: Facts): Proposal | string {
  const binding = facts.setting.contract?.causeFinders[0];
  if (!binding) return "the contract names no cause finder";
  const provided = provideErrorClass(binding, match.test, facts);
  if (typeof provided === "string") return provided;
  const finder = [provided.name, ...(binding.name ?? "").split(".").slice(1)].join(".");
  const site: Site = { ...match, finder, facts };
  const isClass = match.test.operator === "instanceof";
  const edits = isClass ? matchClass(site) : matchProperty(site);
  if (typeof edits === "string") return edits;
  return {
    messageId: "match",
    data: { error: match.error.name, finder },
    edits: [...provided.edits, ...edits].sort((left, right) => left.start - right.start),
    permission: toPermission(match.isOwn || provided.edits.length === 0, facts),
    // a finder of the team's own may take classes only
    manual: !isClass,
    ...(!isClass && { doubt: `does \`${finder}\` take a test in place of a class?` }),
  };
}

function toPermission(isLoaded: boolean, { source: { path } }: Facts): Permission {
  return isLoaded ? { verdict: "safe" } : { verdict: "needs-project", questions: [{ kind: "import-cycle", path }] };
}

interface Site extends DirectMatch {
  readonly finder: string;
  readonly facts: Facts;
}

/** `err.code === "P2002"`: no class says whose code it is, and so the finder is given a predicate. */
function matchProperty({ test, error, finder, facts }: Site): TextEdit[] | string {
  const { text } = facts.source;
  const isError = (node: TSESTree.Node): boolean => facts.bindings.variableOf(unwrap(node)) === error;
  const member = [test.left, test.right].map(unwrap).find((side) => side.type === "MemberExpression");
  if (!member || !isError(member.object)) return `\`${error.name}\` is tested in a way of its own`;
  const value = unwrap(test.left) === member ? test.right : test.left;
  const property = text.slice(member.object.range[1], member.range[1]).replace(/^\?\./, ".");
  const found = `${finder}(${error.name}, (cause) => cause${property} ${test.operator.replace("!", "=")} ${text.slice(...value.range)})`;
  return [replace(test, `${found} ${test.operator.startsWith("!") ? "===" : "!=="} undefined`)];
}

/** `err instanceof X`, and every use of `err` as an `X` that follows from it. */
function matchClass(site: Site): TextEdit[] | string {
  const { test, error, facts } = site;
  const { text } = facts.source;
  const found = `${site.finder}(${error.name}, ${text.slice(...test.right.range)})`;
  const isNegated = test.parent.type === "UnaryExpression" && test.parent.operator === "!";
  const uses = findNarrowedUses(site, isNegated);
  if (typeof uses === "string") return uses;
  const whole = isNegated ? test.parent : test;
  const [first, ...others] = uses;
  if (!first) return [replace(whole, `${found} ${isNegated ? "===" : "!=="} undefined`)];
  const joined = others.length === 0 ? joinWithTest(first, { whole, found, isNegated, text }) : null;
  return joined ? [joined] : nameFound(site, { whole, found, isNegated, uses });
}

/** A member of the error that is read where the test has said what it is. */
type Use = TSESTree.MemberExpression;

/** `err instanceof X && err.code === "a"` as `findCause(err, X)?.code === "a"`; `null` where more is meant than that. */
function joinWithTest(
  use: Use,
  { whole, found, isNegated, text }: { whole: TSESTree.Node; found: string; isNegated: boolean; text: string },
): TextEdit | null {
  const comparison = use.parent;
  if (comparison.type !== "BinaryExpression" || comparison.left !== use || use.optional) return null;
  if (comparison.operator !== (isNegated ? "!==" : "===") || comparison.right.type !== "Literal") return null;
  const between = text.slice(whole.range[1], comparison.range[0]).trim();
  if (between !== (isNegated ? "||" : "&&")) return null;
  const property = text.slice(use.object.range[1], use.range[1]);
  const access = property.startsWith("[") ? `?.${property}` : `?${property}`;
  return { start: whole.range[0], end: use.range[1], text: `${found}${access}` };
}

interface Named {
  readonly whole: TSESTree.Node;
  readonly found: string;
  readonly isNegated: boolean;
  readonly uses: readonly Use[];
}

/** `const found = findCause(err, X);` above the statement, and `found` in place of the error where an `X` is meant. */
function nameFound({ test, facts }: Site, { whole, found, isNegated, uses }: Named): TextEdit[] | string {
  const statement = findStatement(whole);
  if (!statement) return "there is no place above the test for a name of what is found";
  const name = toName(test.right);
  const isTaken = facts.source.scopeManager.scopes.some(({ set, through }) => {
    return set.has(name) || through.some(({ identifier }) => identifier.name === name);
  });
  if (name === "" || isTaken) return "what is found could go by no name of its own";
  const { text } = facts.source;
  const style = toFileStyle(facts);
  const start = statement.range[0];
  const indent = toIndent(text, start);
  const declaration = `const ${name} = ${found}${style.end}${style.newline}${indent}`;
  const renamed = uses.map(({ object }) => replace(object, name));
  return [
    { start, end: start, text: declaration },
    replace(whole, `${name} ${isNegated ? "===" : "!=="} undefined`),
    ...renamed,
  ];
}

/** `prismaError` for `Prisma.PrismaError`. */
function toName(type: TSESTree.Node): string {
  const name = lastName(type) ?? "";
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** The statement of a block that a node decides in, where something can be put in front of it. */
function findStatement(node: TSESTree.Node): TSESTree.Node | null {
  let at = node;
  while (at.parent && /^(?:(?:Logical|Unary|Conditional)Expression|VariableDeclarator)$/.test(at.parent.type))
    at = at.parent;
  const statement = at.parent;
  const isFirst =
    statement?.type === "IfStatement"
      ? statement.test === at
      : /^(?:Return|Throw|Expression)Statement$|^VariableDeclaration$/.test(statement?.type ?? "");
  return isFirst && statement?.parent?.type === "BlockStatement" ? statement : null;
}

/** The members that are read of an error where a test of its class has come out well; a text where it is used otherwise there. */
function findNarrowedUses({ test, error }: Site, isNegated: boolean): Use[] | string {
  const region = isNegated ? findExcluded(test.parent) : findIncluded(test);
  const uses: Use[] = [];
  for (const reference of error.references) {
    const { identifier } = reference;
    if (!region.some((part) => isWithin(identifier, part))) continue;
    if (reference.isWrite()) return `\`${error.name}\` is assigned anew`;
    const use = toUse(reference);
    if (use === "narrowed") return `\`${error.name}\` is handed on as what it was found to be`;
    if (use !== "whole") uses.push(use);
  }
  return uses;
}

/** What an error is read for: a member, itself whatever it is, or itself as an instance of the class. */
function toUse({ identifier }: Reference): Use | "whole" | "narrowed" {
  let at: TSESTree.Node = identifier;
  while (at.parent && unwrap(at.parent) === identifier) at = at.parent;
  const { parent } = at;
  if (parent?.type === "MemberExpression" && parent.object === at) return isOuter(parent) ? "whole" : parent;
  if (parent?.type === "BinaryExpression" || parent?.type === "ThrowStatement") return "whole";
  if (parent?.type === "Property") return "whole"; // `{ cause: err }`
  // `AppError.wrap(err, …)`, `log(err)`: all of it is meant; a constructor or a wrapper takes any error
  return parent?.type === "CallExpression" || parent?.type === "NewExpression" ? toArgumentUse(parent, at) : "narrowed";
}

function toArgumentUse(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  at: TSESTree.Node,
): "whole" | "narrowed" {
  const name = lastName(call.callee) ?? "";
  const isTold = /^(?:wrap|error|warn|info|debug|log|fatal|notify|captureException|reject|next)$/.test(name);
  return call.type === "CallExpression" && isTold && call.arguments.includes(at as TSESTree.CallExpressionArgument)
    ? "whole"
    : "narrowed";
}

/** What every error has is asked of the whole: the stack of a wrap has more to say than that of its cause. */
function isOuter(member: TSESTree.MemberExpression): boolean {
  return /^(?:stack|cause)$/.test(propertyName(member) ?? "");
}

/** Where a test holds: behind its `&&`, and in what an `if` or a choice does then. */
function findIncluded(test: TSESTree.Node): TSESTree.Node[] {
  const region: TSESTree.Node[] = [];
  let at = test;
  for (let { parent } = at; parent?.type === "LogicalExpression" && parent.operator === "&&"; { parent } = at) {
    if (parent.left === at) region.push(parent.right);
    at = parent;
  }
  const { parent } = at;
  if ((parent?.type === "IfStatement" || parent?.type === "ConditionalExpression") && parent.test === at)
    region.push(parent.consequent);
  return region;
}

/** Where a negated test has come out false: behind its `||`, in an `else`, and below an `if` that leaves. */
function findExcluded(negated: TSESTree.Node): TSESTree.Node[] {
  const region: TSESTree.Node[] = [];
  let at = negated;
  for (let { parent } = at; parent?.type === "LogicalExpression" && parent.operator === "||"; { parent } = at) {
    if (parent.left === at) region.push(parent.right);
    at = parent;
  }
  const { parent } = at;
  if (parent?.type === "ConditionalExpression" && parent.test === at) region.push(parent.alternate);
  if (parent?.type !== "IfStatement" || parent.test !== at) return region;
  if (parent.alternate) region.push(parent.alternate);
  if (isLeaving(parent.consequent) && parent.parent.type === "BlockStatement")
    region.push(...parent.parent.body.slice(parent.parent.body.indexOf(parent) + 1));
  return region;
}

function replace(node: TSESTree.Node, text: string): TextEdit {
  return { start: node.range[0], end: node.range[1], text };
}
