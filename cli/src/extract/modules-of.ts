import { relative } from "node:path";
import { ts } from "ts-morph";
import { toModuleName } from "../../../src/contract/module-name.ts";
import { aliased } from "../rename-code/ts-nodes.ts";

/** A name under which a declaration is known to some files, and the module that they have it from. */
export interface Spelling {
  readonly name: string;
  readonly module: string;
  readonly export: "default" | null;
}

/** How declarations are spelt across files: where they are declared, and however they are imported. */
export class Spellings {
  readonly #byDeclaration = new Map<ts.Node, Map<string, Spelling>>();

  constructor(
    files: readonly ts.SourceFile[],
    readonly root: string,
    readonly checker: ts.TypeChecker,
  ) {
    for (const file of files) for (const statement of file.statements) this.#addImports(statement, file);
  }

  /** The module that declares it comes first. */
  of(declaration: ts.Declaration, name: string): Spelling[] {
    const file = declaration.getSourceFile();
    const exported = isDefaultOf(file, declaration, name) ? "default" : null;
    const own: Spelling = { name, module: this.#toModule(file.fileName), export: exported };
    const imported = [...(this.#byDeclaration.get(declaration)?.values() ?? [])];
    const isOwn = (each: Spelling): boolean =>
      each.module === own.module && each.export === exported && (exported !== null || each.name === name);
    return [own, ...imported.filter((each) => !isOwn(each))];
  }

  #addImports(statement: ts.Statement, file: ts.SourceFile): void {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return;
    const { importClause, moduleSpecifier } = statement;
    const module = this.#toModule(moduleSpecifier.text, file.fileName);
    if (importClause?.name) this.#add(importClause.name, { name: importClause.name.text, module, export: "default" });
    const named = importClause?.namedBindings;
    for (const each of named && ts.isNamedImports(named) ? named.elements : [])
      this.#add(each.name, { name: (each.propertyName ?? each.name).text, module, export: null });
  }

  #add(node: ts.Identifier, spelling: Spelling): void {
    const declared = aliased(this.checker.getSymbolAtLocation(node), this.checker)?.declarations ?? [];
    for (const declaration of declared) {
      const known = this.#byDeclaration.get(declaration) ?? new Map<string, Spelling>();
      this.#byDeclaration.set(declaration, known);
      known.set(`${spelling.name} ${spelling.module}`, spelling);
    }
  }

  /** As a contract in the root writes it: a path from there, or a package's name. */
  #toModule(specifier: string, from?: string): string {
    const name =
      from === undefined ? toModuleName(specifier, "/") : toModuleName(specifier, from.slice(0, from.lastIndexOf("/")));
    if (!name.startsWith("/")) return name;
    const way = relative(this.root, name).replaceAll("\\", "/");
    return way.startsWith(".") ? way : `./${way}`;
  }
}

/** `export default class X`, `export default X`, `export = X`, `module.exports = X` */
function isDefaultOf({ statements }: ts.SourceFile, declaration: ts.Declaration, name: string): boolean {
  const isMeant = (value: ts.Expression): boolean =>
    (value as ts.Node) === declaration || (ts.isIdentifier(value) && value.text === name);
  const modifiers = ts.canHaveModifiers(declaration) ? (declaration.modifiers ?? []) : [];
  if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) return true;
  return statements.some((statement) => {
    if (ts.isExportAssignment(statement)) return isMeant(statement.expression);
    const assigned = ts.isExpressionStatement(statement) ? statement.expression : null;
    return (
      assigned !== null &&
      ts.isBinaryExpression(assigned) &&
      assigned.left.getText() === "module.exports" &&
      isMeant(assigned.right)
    );
  });
}
