import type { ts } from "ts-morph";
import type { NumberedFunction } from "./function-nodes.ts";
import type { TypeScript } from "./load-typescript.ts";
import { visitAll } from "./visit-all.ts";

interface ClosedTask {
  readonly ts: TypeScript;
  readonly checker: ts.TypeChecker;
  readonly sources: readonly ts.SourceFile[];
  readonly numberOf: (node: ts.Node) => NumberedFunction | undefined;
}

/**
 * The functions that are values only in objects of which nothing but calls is made, `table.load(id)` or `table[name](id)`: all who
 * call them are known.
 */
export function findClosed(task: ClosedTask): ReadonlySet<NumberedFunction> {
  return new ClosedSearch(task).run();
}

class ClosedSearch {
  /** The objects that constants hold, and those of them that get away. */
  readonly #tables = new Map<ts.Symbol, ts.Node>();
  readonly #names = new Set<string>();
  readonly #open = new Set<ts.Node>();

  constructor(readonly task: ClosedTask) {}

  run(): ReadonlySet<NumberedFunction> {
    const { sources } = this.task;
    for (const source of sources) visitAll(source, (node) => this.#addTable(node));
    for (const source of sources) visitAll(source, (node) => this.#addUse(node));
    const closed = new Set([...this.#tables.values()].filter((table) => !this.#open.has(table)));
    const kept = new Set<NumberedFunction>();
    const lost = new Set<NumberedFunction>();
    for (const source of sources) {
      visitAll(source, (node) => {
        const named = this.#findNamed(node);
        if (named) (closed.has(node.parent.parent) ? kept : lost).add(named);
      });
    }
    return new Set([...kept].filter((each) => !lost.has(each)));
  }

  #addTable(node: ts.Node): void {
    const { ts, checker } = this.task;
    if (!ts.isVariableDeclaration(node) || !node.initializer || !ts.isIdentifier(node.name)) return;
    const value = this.#unwrap(node.initializer);
    const symbol = ts.isObjectLiteralExpression(value) ? checker.getSymbolAtLocation(node.name) : undefined;
    const isConst = (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0;
    if (!symbol || !isConst) return;
    this.#tables.set(symbol, value);
    this.#names.add(symbol.name);
  }

  /** `{ … } as const`, `{ … } satisfies Handlers` */
  #unwrap(node: ts.Expression): ts.Expression {
    const { ts } = this.task;
    // the predicate for it came with TypeScript 4.9, and a project may have an older one
    const isSatisfies = (each: ts.Expression): each is ts.SatisfiesExpression =>
      each.kind === ts.SyntaxKind.SatisfiesExpression;
    return ts.isAsExpression(node) || ts.isParenthesizedExpression(node) || isSatisfies(node)
      ? this.#unwrap(node.expression)
      : node;
  }

  #addUse(node: ts.Node): void {
    // an import under another name stands beside this one
    if (!this.task.ts.isIdentifier(node) || !this.#names.has(node.text)) return;
    const symbol = this.#symbolOf(node);
    const table = symbol && this.#tables.get(symbol);
    if (table && !this.#isHarmless(node)) this.#open.add(table);
  }

  /** The declaration, `typeof table` as a type, an import or an export under the same name, or a call of a member. */
  #isHarmless(node: ts.Node): boolean {
    const { ts } = this.task;
    const { parent } = node;
    if (ts.isTypeQueryNode(parent)) return true;
    if (ts.isVariableDeclaration(parent)) return parent.name === node;
    if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return parent.propertyName === undefined;
    const used = ts.isPropertyAccessExpression(parent) && parent.name === node ? parent : node;
    const member = used.parent;
    const isRead =
      (ts.isPropertyAccessExpression(member) || ts.isElementAccessExpression(member)) && member.expression === used;
    return isRead && ts.isCallExpression(member.parent) && member.parent.expression === member;
  }

  /** The function that a name stands for, where it stands as a value. */
  #findNamed(node: ts.Node): NumberedFunction | undefined {
    const { ts, numberOf } = this.task;
    if (!ts.isIdentifier(node) || !this.#isValue(node)) return undefined;
    const declaration = this.#symbolOf(node)?.valueDeclaration;
    const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
    return value && numberOf(value);
  }

  /** Neither called, nor given to a call, declared or named in passing. */
  #isValue(node: ts.Identifier): boolean {
    const { ts } = this.task;
    const { parent } = node;
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return false;
    if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
    if (ts.isShorthandPropertyAssignment(parent)) return true;
    return (
      ts.isReturnStatement(parent) ||
      ts.isArrayLiteralExpression(parent) ||
      ts.isConditionalExpression(parent) ||
      ts.isSpreadElement(parent) ||
      (ts.isBinaryExpression(parent) && parent.right === node)
    );
  }

  #symbolOf(node: ts.Identifier): ts.Symbol | undefined {
    const { ts, checker } = this.task;
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
    return symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  }
}
