import { ts } from "ts-morph";
import type { Binding } from "../../../src/contract/contract.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import { findDeclarations } from "../project/find-declarations.ts";
import type { OpenProgram } from "../project/open-program.ts";
import type { Renaming, Sites } from "./sites.ts";
import { nameOf, unwrapped, wordStart } from "./ts-nodes.ts";

/** A member of an enum or a constant object whose value is the code. */
export interface CodeMember {
  readonly file: ts.SourceFile;
  readonly name: ts.PropertyName;
  /** As it is called now, and as it is to be called. */
  readonly from: string;
  readonly to: string;
  readonly value: ts.StringLiteralLike;
  /** Whether the source has a member of the new name already, which then takes over. */
  readonly hasSuccessor: boolean;
}

/** The members that have the code as their value, in whatever the contract names as a source of codes. */
export function findMembers(sources: readonly Binding[], program: OpenProgram, renaming: Renaming): CodeMember[] {
  const declarations = sources.flatMap((source) => findDeclarations(source, program));
  return [...new Set(declarations)].flatMap((declaration) => membersOf(declaration, renaming));
}

function membersOf(declaration: ts.Declaration, renaming: Renaming): CodeMember[] {
  const members = toMembers(declaration);
  return members.flatMap(({ name, value }) => {
    const from = nameOf(name);
    if (from === null || value?.text !== renaming.old) return [];
    const successor = members.find((member) => member.value?.text === renaming.new);
    const to = (successor && nameOf(successor.name)) ?? toMemberName(from, renaming);
    const hasSuccessor = members.some((member) => nameOf(member.name) === to && member.name !== name);
    return [{ file: declaration.getSourceFile(), name, from, to, value, hasSuccessor }];
  });
}

interface Member {
  readonly name: ts.PropertyName;
  readonly value: ts.StringLiteralLike | null;
}

function toMembers(declaration: ts.Declaration): Member[] {
  if (ts.isEnumDeclaration(declaration))
    return declaration.members.map(({ name, initializer }) => ({ name, value: toLiteral(initializer) }));
  const init = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const object = init && unwrapped(init);
  if (!object || !ts.isObjectLiteralExpression(object)) return [];
  return object.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) ? [{ name: property.name, value: toLiteral(property.initializer) }] : [],
  );
}

function toLiteral(node: ts.Expression | undefined): ts.StringLiteralLike | null {
  const inner = node && unwrapped(node);
  return inner && ts.isStringLiteralLike(inner) ? inner : null;
}

/** `NOT_FOUND` and `NotFound` follow the code; any other name is the team's own, and stays. */
function toMemberName(name: string, { old, new: next }: Renaming): string {
  const forms: readonly ((code: string) => string)[] = [(code) => code, toPascalCase, toCamelCase];
  return forms.find((form) => form(old) === name)?.(next) ?? name;
}

function toPascalCase(code: string): string {
  const words = code.toLowerCase().split(/[^a-z\d]+/);
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}

function toCamelCase(code: string): string {
  const pascal = toPascalCase(code);
  return pascal.slice(0, 1).toLowerCase() + pascal.slice(1);
}

/** Renames a member with all that refers to it; one that has a successor only hands its references on. */
export function renameMember(
  member: CodeMember,
  program: OpenProgram,
  task: { renaming: Renaming; sites: Sites },
): void {
  const { file, name, value, from, to, hasSuccessor } = member;
  const { renaming, sites } = task;
  if (isGenerated(file.fileName, file.text)) {
    sites.leave(file.fileName, name.getStart(), "a generated file: generate it anew");
    return;
  }
  if (hasSuccessor) {
    sites.leave(
      file.fileName,
      name.getStart(),
      `\`${to}\` is there already: take this one out when nothing else needs it`,
    );
    sites.leave(file.fileName, value.getStart(), "the value of a member that stays");
  } else {
    const start = wordStart(value);
    sites.edit(file.fileName, { start, end: start + value.text.length, text: renaming.new });
    if (from === to && from !== renaming.new)
      sites.leave(file.fileName, name.getStart(), `the member's name \`${from}\` is none that follows the code`);
  }
  if (from === to) return;
  for (const location of program.findRenames(file, name.getStart())) renameAt(location, member, { program, sites });
}

function renameAt(
  { fileName, textSpan, prefixText = "", suffixText = "" }: ts.RenameLocation,
  { file, name, from, to, hasSuccessor }: CodeMember,
  { program, sites }: { program: OpenProgram; sites: Sites },
): void {
  const source = program.find(fileName);
  const isDeclaration = source === file && textSpan.start === wordStart(name);
  const end = textSpan.start + textSpan.length;
  const written = source?.text.slice(textSpan.start, end);
  if (!source || source.isDeclarationFile || written !== from || (hasSuccessor && isDeclaration)) return;
  if (isGenerated(fileName, source.text)) sites.leave(fileName, textSpan.start, "a generated file: generate it anew");
  else sites.edit(fileName, { start: textSpan.start, end, text: prefixText + to + suffixText });
}
