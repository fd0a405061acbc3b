import type { ts } from "ts-morph";
import type { FileContribution } from "../../../src/workspace/file-contribution.ts";
import type { TypeScript } from "./load-typescript.ts";

/** A function of a file with its number there. */
export interface NumberedFunction {
  readonly file: FileContribution;
  readonly index: number;
}

/** The functions of a compiler's tree by the numbers that the index gives them; `null` where the two do not agree. */
export function numberFunctions(
  { isFunctionLike }: TypeScript,
  source: ts.SourceFile,
  file: FileContribution,
): ReadonlyMap<ts.Node, NumberedFunction> | null {
  const nodes: ts.SignatureDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (!isFunctionLike(node) || !("body" in node) || node.body === undefined) return node.forEachChild(visit);
    // what decorates a method, and its name, come before the function that it is
    const ahead = isMember(node) ? findAhead(node) : [];
    for (const each of ahead) visit(each);
    nodes.push(node);
    node.forEachChild((child) => (ahead.includes(child) ? undefined : visit(child)));
  };
  visit(source);
  const isSame = nodes.every((node, at) => file.functions[at + 1]?.line === lineOf(node, source));
  if (!isSame || nodes.length !== file.functions.length - 1) return null;
  return new Map(nodes.map((node, at) => [node, { file, index: at + 1 }]));
}

function findAhead(node: ts.SignatureDeclaration): readonly ts.Node[] {
  const modifiers = "modifiers" in node ? (node.modifiers ?? []) : [];
  return node.name ? [...modifiers, node.name] : [...modifiers];
}

/** A method, an accessor or a constructor. */
function isMember({ parent }: ts.SignatureDeclaration): boolean {
  return "members" in parent || "properties" in parent;
}

/** A method is a function that begins at its parameters. */
function lineOf(node: ts.SignatureDeclaration, source: ts.SourceFile): number {
  const start = isMember(node) ? (node.typeParameters?.pos ?? node.parameters.pos) - 1 : node.getStart(source);
  return source.getLineAndCharacterOfPosition(start).line + 1;
}
