import { ts } from "ts-morph";
import type { ErrorBinding } from "../../../src/contract/contract.ts";
import type { Packages } from "../../../src/workspace/packages.ts";
import type { OpenContract } from "../check/open-contract.ts";
import { findDeclarations } from "../project/find-declarations.ts";
import type { OpenProgram } from "../project/open-program.ts";
import { aliased } from "../rename-code/ts-nodes.ts";
import { nativePositions, readAdHocClass, type BasePositions } from "./ad-hoc-class.ts";
import { decideCode } from "./decide-code.ts";
import { isPublic } from "./public-entry.ts";
import type { Replacement } from "./rewrite-use.ts";

/** What the classes stand in: the contract and its own class, the program and the packages of the workspace. */
export interface Surroundings {
  readonly opened: OpenContract;
  readonly canonical: ErrorBinding;
  readonly program: OpenProgram;
  readonly packages: Packages;
}

export function isCanonical(declaration: ts.Declaration, { canonical, program }: Surroundings): boolean {
  return findDeclarations(canonical, program).includes(declaration);
}

/** By what a class may be replaced; a text is the reason why it stays. */
export function findReplacement(
  declaration: ts.ClassDeclaration,
  surroundings: Surroundings & { readonly codes: ReadonlyMap<string, string> },
): Replacement | string {
  const { opened, canonical, program, packages, codes } = surroundings;
  const base = findBase(declaration, surroundings);
  if (typeof base === "string") return base;
  const { name } = declaration;
  if (!name || !ts.isSourceFile(declaration.parent)) return "it is declared within a function";
  const adHoc = readAdHocClass(Object.assign(declaration, { name }), base, program.checker);
  if (typeof adHoc === "string") return adHoc;
  if (isPublic(declaration, program, packages)) return "a published package hands it out";
  if (adHoc.status && !hasProperty(adHoc.status.property, surroundings))
    return `it has \`${adHoc.status.property}\`, which ${canonical.name ?? ""} has not`;
  const code = decideCode(adHoc, codes, opened.contract);
  if (typeof code === "string") return code;
  return { adHoc, code, canonical, finder: opened.contract.causeFinders[0] ?? null };
}

/** What the class above takes; a text where nobody can tell. */
function findBase({ heritageClauses }: ts.ClassDeclaration, surroundings: Surroundings): BasePositions | string {
  const { checker } = surroundings.program;
  const extended = heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  if (!extended) return "it extends nothing";
  const symbol = aliased(checker.getSymbolAtLocation(extended), checker);
  const declaration = symbol?.valueDeclaration;
  if (declaration && isCanonical(declaration, surroundings)) return surroundings.canonical;
  const isNative = extended.getText() === "Error" && declaration?.getSourceFile().isDeclarationFile !== false;
  return isNative ? nativePositions : `it extends ${extended.getText()}`;
}

function hasProperty(name: string, { canonical, program }: Surroundings): boolean {
  return findDeclarations(canonical, program).some(
    (each) => ts.isClassLike(each) && program.checker.getTypeAtLocation(each).getProperty(name) !== undefined,
  );
}
