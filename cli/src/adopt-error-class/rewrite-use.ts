import type { TSESTree } from "@typescript-eslint/types";
import { ts } from "ts-morph";
import type { Facts } from "../../../src/analysis/facts.ts";
import type { Binding, Code, ErrorBinding } from "../../../src/contract/contract.ts";
import { provideErrorClass } from "../../../src/rewrite/error-class.ts";
import { toFileStyle, toLiteral } from "../../../src/rewrite/file-style.ts";
import type { TextEdit } from "../../../src/syntax/edits.ts";
import { childrenOf } from "../../../src/syntax/traverse.ts";
import { visit } from "../rename-code/ts-nodes.ts";
import type { AdHocClass } from "./ad-hoc-class.ts";
import type { Use } from "./find-uses.ts";

/** What stands for a class from now on. */
export interface Replacement {
  readonly adHoc: AdHocClass;
  readonly code: Code;
  readonly canonical: ErrorBinding;
  /** Looks through wraps; `null` where the contract names none. */
  readonly finder: Binding | null;
}

/** The edits of one use. A text instead is the reason why it cannot be told in another way. */
export function rewriteUse(use: Use, replacement: Replacement, facts: Facts): readonly TextEdit[] | string {
  switch (use.kind) {
    case "construction":
      return rewriteConstruction(use.node, replacement, facts);
    case "test":
      return rewriteTest(use.node, replacement, facts);
    case "assertion":
      return rewriteAssertion(use, replacement, facts);
    case "type":
      return withClass(use.node, replacement.canonical, facts, (name) => [replace(use.node, name)]);
    case "export":
      return use.node.name.text === "default" ? "it is the default export of a module" : [];
    case "import":
      return []; // goes with the last use
    case "other":
      return use.reason;
  }
}

/** `new Gone("lost", { cause })` as `new AppError("GONE", "lost", { cause })`. */
function rewriteConstruction(
  node: ts.NewExpression,
  { adHoc, code, canonical }: Replacement,
  facts: Facts,
): readonly TextEdit[] | string {
  const given = node.arguments ?? ts.factory.createNodeArray<ts.Expression>();
  const { message, cause } = adHoc;
  if (given.some(ts.isSpreadElement)) return "what it is given is spread";
  const isKnown = (index: number): boolean => index === message.index || index === cause?.index;
  if (given.some((_, index) => !isKnown(index))) return "it is given more than its constructor takes";
  if (message.index !== null && cause !== null && cause.index < message.index)
    return "its constructor takes the cause first";
  const text = message.index === null ? undefined : given[message.index];
  if (text && ts.isIdentifier(text) && text.text === "undefined") return "its message is left to its constructor";
  const style = toFileStyle(facts);
  const written = [code.name, ...(text ? [] : [message.text ?? code.message])].map((each) => toLiteral(each, style));
  const head = written.join(", ");
  const [first] = given;
  return withClass(node, canonical, facts, (name) => {
    const callee = replace(node.expression, name);
    if (!first) return [callee, { start: node.expression.getEnd(), end: node.getEnd(), text: `(${head})` }];
    const edits = [callee, { start: first.getStart(), end: first.getStart(), text: `${head}, ` }];
    const error = cause && !cause.isWhole ? given[cause.index] : undefined;
    if (!error) return edits;
    const end = { start: error.getEnd(), end: error.getEnd(), text: " }" };
    const start = { start: error.getStart(), end: error.getStart(), text: "{ cause: " };
    return error === first ? [callee, { ...start, text: `${head}, ${start.text}` }, end] : [...edits, start, end];
  });
}

/** `err instanceof Gone`: through wraps where nothing else is asked of what was found, else of the error itself. */
function rewriteTest(node: ts.BinaryExpression, replacement: Replacement, facts: Facts): readonly TextEdit[] | string {
  const { canonical, code, finder } = replacement;
  const { left } = node;
  if (!/^[\w$.]+$/.test(left.getText())) return "what is tested is more than a name";
  const literal = toLiteral(code.name, toFileStyle(facts));
  return withClass(node, canonical, facts, (name) => {
    const found = finder && !isUsedOtherwise(left) ? provideAt(left, finder, facts) : null;
    if (found === null || typeof found === "string") {
      const text = `${left.getText()} instanceof ${name} && ${left.getText()}.code === ${literal}`;
      return [replace(node, standsAlone(node) ? text : `(${text})`)];
    }
    const negated = findNegation(node);
    const operator = negated ? "!==" : "===";
    const text = `${found.name}(${left.getText()}, ${name})?.code ${operator} ${literal}`;
    const isPlain = negated !== null || standsAlone(node) || ts.isBinaryExpression(node.parent);
    return [replace(negated ?? node, isPlain ? text : `(${text})`), ...found.edits];
  });
}

/** `!(err instanceof Gone)`, where it is a condition by itself. */
function findNegation(node: ts.BinaryExpression): ts.PrefixUnaryExpression | null {
  const outer = ts.isParenthesizedExpression(node.parent) ? node.parent.parent : null;
  return outer && ts.isPrefixUnaryExpression(outer) && standsAlone(outer) ? outer : null;
}

/** Whether more is done with an error around a test than throw it on and test it. */
function isUsedOtherwise(left: ts.Expression): boolean {
  const around = ts.findAncestor(left, (each) => ts.isFunctionLike(each) || ts.isCatchClause(each));
  if (!ts.isIdentifier(left) || !around) return true;
  let isUsed = false;
  visit(around, (node) => {
    if (!ts.isIdentifier(node) || node.text !== left.text) return;
    const { parent } = node;
    const isName = (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) && parent.name === node;
    const isTested = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
    if (!isName && !isTested && !ts.isThrowStatement(parent) && !isCause(node)) isUsed = true;
    if (isName && ts.isParameter(parent) && ts.isTypePredicateNode(parent.parent.type ?? parent)) isUsed = true;
  });
  return isUsed;
}

/** `{ cause: err }`, `new AppError("GONE", "lost", err)`: whatever it is found to be. */
function isCause(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isNewExpression(parent)) return parent.expression !== node;
  return (
    (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) && parent.name.getText() === "cause"
  );
}

/** Whether `a && b` may stand in the place of a comparison as it is. */
function standsAlone(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isIfStatement(parent) || ts.isReturnStatement(parent)) return true;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
}

function rewriteAssertion(
  { node, name }: Extract<Use, { kind: "assertion" }>,
  { code }: Replacement,
  facts: Facts,
): readonly TextEdit[] {
  const fields = `{ code: ${toLiteral(code.name, toFileStyle(facts))} }`;
  const asked = name.getText();
  if (asked === "toBeInstanceOf") return [replace(name, "toMatchObject"), replace(node, fields)];
  return [replace(node, /^toThrow/.test(asked) ? `expect.objectContaining(${fields})` : fields)];
}

/** What is left of `export { Gone, Lost } from "./errors"` without some of its names: nothing, where all of them go. */
export function removeExports(clause: ts.NamedExports, gone: ReadonlySet<ts.Node>): TextEdit {
  const { elements, parent: statement } = clause;
  const { text } = clause.getSourceFile();
  const kept = elements.filter((each) => !gone.has(each));
  const [first, second] = elements;
  if (kept.length === 0 || !first) {
    const rest = /^[^\S\n]*\r?\n/.exec(text.slice(statement.getEnd()))?.[0].length ?? 0;
    return { start: statement.getStart(), end: statement.getEnd() + rest, text: "" };
  }
  const between = second ? text.slice(first.getEnd(), second.getStart()) : "";
  const end = elements.at(-1)?.getEnd() ?? first.getEnd();
  return { start: first.getStart(), end, text: kept.map((each) => each.getText()).join(between) };
}

function withClass(
  node: ts.Node,
  binding: Binding,
  facts: Facts,
  toEdits: (name: string) => readonly TextEdit[],
): readonly TextEdit[] | string {
  const provided = provideAt(node, binding, facts);
  return typeof provided === "string" ? provided : [...toEdits(provided.name), ...provided.edits];
}

function provideAt(node: ts.Node, binding: Binding, facts: Facts): ReturnType<typeof provideErrorClass> {
  return provideErrorClass(binding, findNodeAt(facts.source.ast, node.getStart()), facts);
}

/** The innermost node of the other tree at an offset. */
export function findNodeAt(root: TSESTree.Node, offset: number): TSESTree.Node {
  const inner = childrenOf(root).find(({ range: [start, end] }) => start <= offset && offset < end);
  return inner ? findNodeAt(inner, offset) : root;
}

function replace(node: ts.Node, text: string): TextEdit {
  return { start: node.getStart(), end: node.getEnd(), text };
}
