import type { ts } from "ts-morph";
import type { FileContribution, Reference, Site } from "../../../src/workspace/file-contribution.ts";
import { findClosed } from "./find-closed.ts";
import { numberFunctions, type NumberedFunction } from "./function-nodes.ts";
import type { TypeScript } from "./load-typescript.ts";
import { Members, type Member } from "./members.ts";
import { visitAll } from "./visit-all.ts";

/** What types say of the calls of one file. */
export interface SettledFile {
  /** So many functions the file had; with another number of them, nobody knows which is which. */
  readonly functions: number;
  /** What its calls of members reach, each by its name. */
  readonly calls: ReadonlyMap<string, SettledReference>;
  /** The functions that are values, and of which all calls are known all the same. */
  readonly closed: ReadonlySet<number>;
}

type SettledReference = Extract<Reference, { kind: "settled" }>;

/** Asks a type checker what the calls of a workspace reach, wherever it knows what they are members of. */
export function settleCalls(
  typescript: TypeScript,
  program: ts.Program,
  files: readonly FileContribution[],
): ReadonlyMap<string, SettledFile> {
  const search = new CallSearch(typescript, program, files);
  return new Map(files.map((file) => [file.path, search.settle(file)]));
}

/** Names the calls of a file, so that they are found again in what becomes of it: the second of three that are written so. */
export function nameCalls(sites: readonly Site[]): readonly (readonly [Site, string])[] {
  const byName = new Map<string, Site[]>();
  for (const site of sites) {
    const same = byName.get(site.name);
    if (same) same.push(site);
    else if (site.end !== undefined) byName.set(site.name, [site]);
  }
  return [...byName].flatMap(([name, same]) =>
    same.map((site, at) => [site, `${name} ${String(at + 1)}/${String(same.length)}`] as const),
  );
}

class CallSearch {
  readonly #checker: ts.TypeChecker;
  readonly #functions = new Map<ts.Node, NumberedFunction>();
  readonly #members: Members;
  readonly #closed: ReadonlySet<NumberedFunction>;

  constructor(
    readonly ts: TypeScript,
    readonly program: ts.Program,
    files: readonly FileContribution[],
  ) {
    this.#checker = program.getTypeChecker();
    this.#members = new Members(ts, this.#checker, (node) => node && this.#functions.get(node));
    const sources = files.flatMap((file) => {
      const source = program.getSourceFile(file.path);
      return source ? [{ file, source, numbers: numberFunctions(ts, source, file) }] : [];
    });
    for (const { numbers } of sources) for (const [node, number] of numbers ?? []) this.#functions.set(node, number);
    for (const { source } of sources) this.#members.addFile(source);
    this.#closed = findClosed({
      ts,
      checker: this.#checker,
      sources: sources.map(({ source }) => source),
      numberOf: (node) => this.#functions.get(node),
    });
  }

  settle(file: FileContribution): SettledFile {
    const source = this.program.getSourceFile(file.path);
    const calls = source ? this.#findCalls(source) : new Map<number, ts.CallExpression>();
    const settled = new Map<string, SettledReference>();
    for (const [site, key] of nameCalls(file.sites)) {
      const call = calls.get(site.end ?? -1);
      const reached = call && isOpen(site) ? this.#findReached(call) : null;
      if (reached) settled.set(key, { kind: "settled", targets: toTargets(reached) });
    }
    const closed = [...this.#closed].filter((each) => each.file === file).map(({ index }) => index);
    return { functions: file.functions.length, calls: settled, closed: new Set(closed) };
  }

  /** By where what is called ends. */
  #findCalls(source: ts.SourceFile): ReadonlyMap<number, ts.CallExpression> {
    const calls = new Map<number, ts.CallExpression>();
    visitAll(source, (node) => {
      if (this.ts.isCallExpression(node)) calls.set(node.expression.end, node);
    });
    return calls;
  }

  /** The functions that a call can mean; `null` where its receiver may be anything. */
  #findReached({ expression }: ts.CallExpression): readonly Member[] | null {
    const callee = this.ts.skipPartiallyEmittedExpressions(expression);
    const isLookedUp = this.ts.isElementAccessExpression(callee);
    if (!isLookedUp && !this.ts.isPropertyAccessExpression(callee)) return null;
    const receiver = this.#checker.getTypeAtLocation(callee.expression);
    if (!this.#isTold(receiver) || (isLookedUp && !this.#isTable(receiver))) return null;
    const candidates = isLookedUp ? this.#members.all : this.#members.named(callee.name.text);
    const reached = candidates.filter(({ owner }) => owner === null || this.#isAssignable(owner, receiver));
    return isLookedUp ? reached : [...reached, ...this.#findDeclared(callee as ts.PropertyAccessExpression, receiver)];
  }

  /** What the receiver's own type declares, which may be what it inherits. */
  #findDeclared({ name }: ts.PropertyAccessExpression, receiver: ts.Type): readonly Member[] {
    const parts = receiver.isUnionOrIntersection() ? receiver.types : [receiver];
    const declared = parts.flatMap((part) => this.#checker.getPropertyOfType(part, name.text)?.declarations ?? []);
    const own = declared.flatMap((each) => this.#functions.get(each) ?? []);
    return own.map((found) => ({ function: found, owner: null }));
  }

  /** Whether a type says anything of what a value is. */
  #isTold(type: ts.Type): boolean {
    const { Any, Unknown, Never, TypeParameter } = this.ts.TypeFlags;
    const parts = type.isUnionOrIntersection() ? type.types : [type];
    return parts.every(({ flags }) => (flags & (Any | Unknown | Never | TypeParameter)) === 0);
  }

  /** An object of functions. What an array holds has no name. */
  #isTable(type: ts.Type): boolean {
    return type.getNumberIndexType() === undefined || type.getStringIndexType() !== undefined;
  }

  #isAssignable(from: ts.Type, to: ts.Type): boolean {
    return this.#checker.isTypeAssignableTo(from, to);
  }
}

/** What a name, an import or a class tells for certain needs no types. */
function isOpen({ to }: Site): boolean {
  return to === null || to.kind === "member" || to.kind === "lookup" || to.kind === "held";
}

function toTargets(members: readonly Member[]): SettledReference["targets"] {
  const targets = members.map(({ function: { file, index } }) => ({ path: file.path, index }));
  return [...new Map(targets.map((each) => [`${each.path}#${String(each.index)}`, each])).values()];
}
