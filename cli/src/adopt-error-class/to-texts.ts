import { ts } from "ts-morph";
import { toNext } from "../../../codemods/migrate-file.ts";
import type { Facts } from "../../../src/analysis/facts.ts";
import { removeUnusedNames } from "../../../src/rewrite/remove-unused-names.ts";
import type { TextEdit } from "../../../src/syntax/edits.ts";
import type { Use } from "./find-uses.ts";
import { joinImports } from "./join-imports.ts";
import { removeExports, type Replacement } from "./rewrite-use.ts";

/** A class that may go: what for, and what that takes, by path. */
export interface Candidate {
  readonly replacement: Replacement;
  readonly uses: readonly Use[];
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

/** What the files become in which the classes are declared or used, by path. */
export function toTexts(candidates: readonly Candidate[], factsOf: (path: string) => Facts): Map<string, string> {
  const edits = new Map<string, TextEdit[]>();
  const exports = new Map<ts.NamedExports, Set<ts.Node>>();
  for (const candidate of candidates) {
    for (const [path, some] of candidate.edits) edits.set(path, [...(edits.get(path) ?? []), ...some]);
    for (const use of candidate.uses)
      if (use.kind === "export")
        exports.set(use.node.parent, (exports.get(use.node.parent) ?? new Set()).add(use.node));
  }
  for (const [node, edit] of findRepeated(candidates)) {
    const { fileName: path } = node.getSourceFile();
    const isOwn = ({ start, end }: TextEdit): boolean => start === node.getStart() && end === node.getEnd();
    edits.set(path, [...(edits.get(path) ?? []).filter((each) => !isOwn(each)), edit]);
  }
  for (const [clause, gone] of exports) {
    const { fileName: path } = clause.getSourceFile();
    edits.set(path, [...(edits.get(path) ?? []), removeExports(clause, gone)]);
  }
  return new Map(
    [...edits].filter(([, some]) => some.length > 0).map(([path, some]) => [path, toText(factsOf(path), some)]),
  );
}

/** `AppError | AppError` where two classes were meant. */
function findRepeated(candidates: readonly Candidate[]): [ts.Node, TextEdit][] {
  const types = candidates.flatMap(({ uses }) => uses).filter(({ kind }) => kind === "type");
  const members = types.map(({ node }) => node.parent).filter((each) => ts.isUnionTypeNode(each.parent));
  const unions = new Set(members.map(({ parent }) => parent));
  return [...unions].filter(ts.isUnionTypeNode).flatMap((union) => {
    const [, ...others] = union.types.filter((each) => members.includes(each));
    return others.map((each): [ts.Node, TextEdit] => {
      const before = union.types[union.types.indexOf(each) - 1];
      return [each, { start: before?.getEnd() ?? each.getStart(), end: each.getEnd(), text: "" }];
    });
  });
}

function toText({ source }: Facts, edits: readonly TextEdit[]): string {
  const unique = new Map(edits.map((edit) => [`${String(edit.start)}:${String(edit.end)}:${edit.text}`, edit]));
  const { text, ast } = toNext(source, removeUnusedNames(joinImports([...unique.values()]), source));
  const isModule = ast.body.some(({ type }) => /^(?:Import|Export)/.test(type));
  return isModule || !/^(?:im|ex)port\b/m.test(source.text) ? text : `${text.trimEnd()}\nexport {};\n`.trimStart();
}
