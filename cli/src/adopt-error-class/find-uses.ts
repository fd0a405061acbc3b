import { ts } from "ts-morph";
import type { OpenProgram } from "../project/open-program.ts";
import { aliased, visit } from "../rename-code/ts-nodes.ts";

/** One place that speaks of a class, and how. */
export type Use = { readonly file: ts.SourceFile; readonly declaration: ts.ClassDeclaration } & (
  | { readonly kind: "construction"; readonly node: ts.NewExpression }
  | { readonly kind: "test"; readonly node: ts.BinaryExpression }
  | { readonly kind: "assertion"; readonly node: ts.Expression; readonly name: ts.Node }
  | { readonly kind: "type"; readonly node: ts.EntityName }
  | { readonly kind: "export"; readonly node: ts.ExportSpecifier }
  | { readonly kind: "import"; readonly node: ts.Node }
  | { readonly kind: "other"; readonly node: ts.Node; readonly reason: string }
);

/** What is looked for: classes, and the words by which anybody may speak of them. */
export interface Wanted {
  readonly declarations: ReadonlySet<ts.Declaration>;
  /** The names under which they are declared, imported or exported. */
  readonly names: ReadonlySet<string>;
  /** Texts by which somebody may ask for them, and the classes that are meant. */
  readonly texts: ReadonlyMap<string, ts.ClassDeclaration>;
}

/** Everything in a program that speaks of one of the classes. */
export function findUses(wanted: Wanted, program: OpenProgram): Use[] {
  const uses: Use[] = [];
  for (const file of program.files) {
    visit(file, (node) => {
      const use = ts.isStringLiteralLike(node) ? toTextUse(node, wanted) : toNameUse(node, wanted, program.checker);
      if (use) uses.push({ ...use, file });
    });
  }
  return uses;
}

type FoundUse = Use extends infer Each ? (Each extends Use ? Omit<Each, "file"> : never) : never;

function toTextUse(node: ts.StringLiteralLike, { texts }: Wanted): FoundUse | null {
  const declaration = texts.get(node.text);
  if (!declaration || ts.findAncestor(node, (each) => each === declaration)) return null;
  return { kind: "other", node, declaration, reason: "its name is written as a text" };
}

function toNameUse(node: ts.Node, wanted: Wanted, checker: ts.TypeChecker): FoundUse | null {
  if (!ts.isIdentifier(node) || !wanted.names.has(node.text)) return null;
  const symbol = toSymbol(node, checker);
  const known = symbol?.declarations?.find((each) => wanted.declarations.has(each));
  if (known && ts.isClassDeclaration(known)) {
    const isOwn = ts.findAncestor(node, (each) => each === known) !== undefined;
    return isOwn ? null : toUse(node, known);
  }
  const named = wanted.texts.get(node.text);
  const isUnknown = !symbol?.declarations || symbol.declarations.length === 0;
  return named && isUnknown
    ? { kind: "other", node, declaration: named, reason: "what this name stands for cannot be followed" }
    : null;
}

function toSymbol(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | null {
  const { parent } = node;
  if (ts.isExportSpecifier(parent)) return aliased(checker.getExportSpecifierLocalTargetSymbol(parent), checker);
  if (ts.isShorthandPropertyAssignment(parent))
    return aliased(checker.getShorthandAssignmentValueSymbol(parent), checker);
  return aliased(checker.getSymbolAtLocation(node), checker);
}

function toUse(name: ts.Identifier, declaration: ts.ClassDeclaration): FoundUse {
  const { parent } = name;
  const other = (reason: string): FoundUse => ({ kind: "other", node: name, declaration, reason });
  if (ts.isImportSpecifier(parent)) return { kind: "import", node: parent, declaration };
  if (ts.isExportSpecifier(parent)) return { kind: "export", node: parent, declaration };
  const isMember =
    (ts.isPropertyAccessExpression(parent) && parent.name === name) ||
    (ts.isQualifiedName(parent) && parent.right === name);
  const whole: ts.Node = isMember ? parent : name;
  const around = whole.parent;
  if (ts.isNewExpression(around) && around.expression === whole)
    return { kind: "construction", node: around, declaration };
  if (ts.isBinaryExpression(around) && around.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword)
    return around.right === whole ? { kind: "test", node: around, declaration } : other("it is used as a value");
  if (ts.isTypeReferenceNode(around)) return { kind: "type", node: whole as ts.EntityName, declaration };
  if (ts.isExpressionWithTypeArguments(around)) return other("another class extends it");
  if (ts.isCallExpression(around) && around.arguments.includes(whole as ts.Expression))
    return toAssertion(around, whole as ts.Expression, declaration) ?? other("it is used as a value");
  return other(ts.isImportClause(parent) ? "it is a default import" : "it is used as a value");
}

/** `expect(…).toThrow(Gone)`, `expect(error).toBeInstanceOf(Gone)`, `assert.rejects(…, Gone)` */
function toAssertion(
  { expression, arguments: given }: ts.CallExpression,
  node: ts.Expression,
  declaration: ts.ClassDeclaration,
): FoundUse | null {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  const isExpected = /^(?:toThrow|toThrowError|toBeInstanceOf)$/.test(name.getText()) && given.length === 1;
  const isAsserted = /^(?:throws|rejects)$/.test(name.getText()) && given[1] === node;
  return isExpected || isAsserted ? { kind: "assertion", node, name, declaration } : null;
}
