import { ts } from "ts-morph";
import type { Binding } from "../../../src/contract/contract.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import { findDeclarations } from "../project/find-declarations.ts";
import type { OpenProgram } from "../project/open-program.ts";
import type { Directives } from "./directives.ts";
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

export interface MemberTask {
  readonly program: OpenProgram;
  readonly renaming: Renaming;
  readonly sites: Sites;
  readonly directives: Directives;
}

/**
 * Renames a member with all that refers to it; one that has a successor only hands its references on. Where a directive comment
 * keeps one of them as it is, all keep the name, or they would not compile: `false` where that is so.
 */
export function renameMember(member: CodeMember, task: MemberTask): boolean {
  const { file, name, value, from, to } = member;
  const { sites, directives } = task;
  const references = from === to ? [] : findReferences(member, task.program);
  const directive = directives.find(file, name.getStart(), value.getEnd());
  if (isGenerated(file.fileName, file.text)) {
    sites.leave(file.fileName, name.getStart(), "a generated file: generate it anew");
    return true;
  }
  if (directive !== null) {
    sites.leave(file.fileName, value.getStart(), `under ${directive}`);
    for (const each of references) sites.leave(each.file.fileName, each.start, `a member that is under ${directive}`);
    return false;
  }
  renameDeclared(member, task);
  return renameReferences(member, references, task);
}

function renameDeclared(
  { file, name, value, from, to, hasSuccessor }: CodeMember,
  { renaming, sites }: MemberTask,
): void {
  if (hasSuccessor) {
    sites.leave(
      file.fileName,
      name.getStart(),
      `\`${to}\` is there already: take this one out when nothing else needs it`,
    );
    sites.leave(file.fileName, value.getStart(), "the value of a member that stays");
    return;
  }
  const start = wordStart(value);
  sites.edit(file.fileName, { start, end: start + value.text.length, text: renaming.new });
  if (from === to && from !== renaming.new)
    sites.leave(file.fileName, name.getStart(), `the member's name \`${from}\` is none that follows the code`);
}

/** Where a member is named, and what has to stand there for the code to mean the same. */
interface MemberReference {
  readonly file: ts.SourceFile;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function findReferences(
  { file, name, from, to, hasSuccessor }: CodeMember,
  program: OpenProgram,
): readonly MemberReference[] {
  return program.findRenames(file, name.getStart()).flatMap((location) => {
    const { fileName, textSpan, prefixText = "", suffixText = "" } = location;
    const source = program.find(fileName);
    const { start } = textSpan;
    const end = start + textSpan.length;
    const isDeclaration = source === file && start === wordStart(name);
    const isLeft = !source || source.isDeclarationFile || source.text.slice(start, end) !== from;
    return isLeft || (hasSuccessor && isDeclaration)
      ? []
      : [{ file: source, start, end, text: prefixText + to + suffixText }];
  });
}

function renameReferences(
  { from, hasSuccessor }: CodeMember,
  references: readonly MemberReference[],
  { sites, directives }: MemberTask,
): boolean {
  const under = references.map(({ file, start, end }) => directives.find(file, start, end));
  const keeping = hasSuccessor ? undefined : under.find((each) => each !== null);
  for (const [at, { file, start, end, text }] of references.entries()) {
    const { fileName } = file;
    const directive = under[at];
    if (isGenerated(fileName, file.text)) sites.leave(fileName, start, "a generated file: generate it anew");
    else if (directive) sites.leave(fileName, start, `under ${directive}`);
    else if (keeping)
      sites.leave(fileName, start, `\`${from}\` keeps its name, since a reference to it is under ${keeping}`);
    else sites.edit(fileName, { start, end, text });
  }
  return keeping === undefined;
}
