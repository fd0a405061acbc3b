import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isGlobal } from "../analysis/match.ts";
import { enclosingFunction, isFunction, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { Guard, Reference, Site } from "./file-contribution.ts";
import { findExpectations, type Expectation } from "./find-expectations.ts";
import {
  collectMembers,
  findField,
  findKeepers,
  isAwaitedOrReturned,
  isPromiseIn,
  isWaitedFor,
} from "./find-keepers.ts";
import type { FoundListeners } from "./find-listeners.ts";
import { findOptionListeners } from "./find-option-listeners.ts";
import { findReasonTreatment } from "./find-reason-treatment.ts";
import { findSettlement, findUnreadValue } from "./find-settlement.ts";
import { findStreamSource } from "./find-stream-source.ts";
import { toHeld } from "./find-table.ts";
import { lineOf, nameOf, toShortText } from "./to-short-text.ts";
import { functionOf, numberOf, toConstructorReference, toProduct, toReference, type ReadFile } from "./to-reference.ts";

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Every call of a file that could reach a function of the workspace, with whoever stands between it and the function around it. */
export function findSites(file: ReadFile, listeners: FoundListeners): Site[] {
  const search = new SiteSearch(file, listeners);
  return file.facts.nodes.calls.flatMap((call) => {
    const site = search.find(call);
    return site ? [site, ...search.findLater(call, site)] : [];
  });
}

class SiteSearch {
  readonly #expectations: readonly Expectation[];

  constructor(
    readonly file: ReadFile,
    readonly listeners: FoundListeners,
  ) {
    this.#expectations = file.isTest ? findExpectations(file, listeners) : [];
  }

  find(call: Call): Site | null {
    const { file } = this;
    const to =
      call.type === "NewExpression"
        ? toConstructorReference(call, file)
        : (toReference(call.callee, file) ?? toProduct(call.callee, file) ?? toHeld(call.callee, file));
    const given = call.arguments.flatMap((argument, index) => {
      const target = this.#findGiven(argument);
      return target ? [{ index, target }] : [];
    });
    const bound = this.#findBound(call);
    if (bound) given.push({ index: 0, target: bound });
    const canReach = to ? !isBuiltIn(to) : isLookedUp(call.callee);
    if (given.length === 0 && !canReach) return null;
    const around = enclosingFunction(call);
    const settled = bound ? "kept" : findSettlement(call);
    const guards = [
      ...this.#findExpectations(call),
      ...this.#findCallbacks(call),
      ...(given.length > 0 ? this.#findOptions(call) : []),
      ...this.#findGuards(call),
      ...this.#findLaterGuards(call),
    ];
    const from = numberOf(around, file);
    const end = call.callee.type === "MemberExpression" ? { end: call.callee.range[1] } : {};
    const value = bound ? null : findUnreadValue(call);
    const source = findStreamSource(call, file);
    const isCounted = !call.arguments.some(({ type }) => type === "SpreadElement");
    return {
      to,
      name: toShortText(nameOf(call.callee)),
      from,
      line: lineOf(call, file),
      ...end,
      ...(isCounted && { count: call.arguments.length }),
      guards,
      settled,
      ...(value && { value }),
      ...(source && { source }),
      given,
    };
  }

  /** `this.ready = load();` and `await this.ready` elsewhere: whoever waits there fails with what the call fails with. */
  findLater(call: Call, { to, name }: Site): Site[] {
    const around = enclosingFunction(call);
    const kept = this.#findLaterUses(findKeepers(call, this.file, isPromiseIn), new Set(), isAwaitedOrReturned);
    const uses = [...kept.filter((use) => enclosingFunction(use) !== around), ...this.#findFieldUses(call)];
    return uses.map((use) => {
      const waiting = enclosingFunction(use);
      const from = (waiting && this.file.numbers.get(waiting)) ?? 0;
      const value = findUnreadValue(use);
      const settled = findSettlement(use);
      const guards = [...this.#findGuards(use), ...this.#findExpectations(use)];
      return { to, name, from, line: lineOf(use, this.file), guards, settled, ...(value && { value }), given: [] };
    });
  }

  /** Where the file waits for what a field keeps, or gives it back. */
  #findFieldUses(call: Call): TSESTree.Node[] {
    const field = findField(call);
    if (field === null) return [];
    this.#members ??= collectMembers(this.file);
    return (this.#members.get(field) ?? []).filter(isAwaitedOrReturned);
  }

  #members: ReadonlyMap<string, readonly TSESTree.MemberExpression[]> | null = null;

  /** A function, or what can be one: a name that is imported, a parameter, a method. */
  #findGiven(argument: TSESTree.CallExpressionArgument): Reference | null {
    const inner = unwrap(argument);
    if (inner.type === "CallExpression") return isBind(inner) ? toReference(inner.callee.object, this.file) : null;
    const target =
      isFunction(inner) || inner.type === "Identifier" || inner.type === "MemberExpression"
        ? toReference(inner, this.file)
        : null;
    if (target?.kind === "parameter" && !isFunctionName(nameOf(inner))) return null;
    return target;
  }

  /** `{ load: this.load.bind(this) }`: a method that is kept as a value, and is not given to a call. */
  #findBound(call: Call): Reference | null {
    if (call.type !== "CallExpression" || !isBind(call)) return null;
    const parent = parentOutsideCasts(call);
    const isGiven = parent?.type === "CallExpression" || parent?.type === "NewExpression";
    return isGiven ? null : toReference(call.callee.object, this.file);
  }

  /** The call's own error-first callback hears of it without a `catch`. */
  #findCallbacks(call: Call): Guard[] {
    return call.arguments.flatMap((argument) => {
      const listener = this.listeners.byNode.get(functionOf(argument, this.file) ?? argument);
      return listener !== undefined && this.listeners.all[listener]?.kind === "callback"
        ? [{ listener, isCertain: false }]
        : [];
    });
  }

  /** Whoever its options ask about what the functions fail with that it runs. */
  #findOptions(call: Call): Guard[] {
    const found = findOptionListeners(call, this.file);
    this.listeners.all.push(...found);
    const first = this.listeners.all.length - found.length;
    return found.map((_, index) => ({ listener: first + index, isCertain: false }));
  }

  /** From the call outwards to the end of the function around it. */
  #findGuards(call: TSESTree.Node): Guard[] {
    const guards: Guard[] = [];
    let isAwaited = false;
    let isChain = true;
    let child: TSESTree.Node = call;
    for (let at = call.parent as TSESTree.Node | undefined; at && !isFunction(at); child = at, at = at.parent) {
      isAwaited ||= at.type === "AwaitExpression";
      if (at.type === "TryStatement" && at.block === child) this.#add(at.handler, isAwaited, guards);
      if (at.type === "MemberExpression") guards.push(...this.#findChained(at, { child, isChain }));
      if (at.type === "CallExpression" && at.callee !== child && isAllSettled(at, this.file))
        guards.push({ listener: this.#takeSettled(at), isCertain: false });
      isChain &&= at.type === "MemberExpression" || at.type === "CallExpression" || unwrap(at) !== at;
      if (at.type === "CallExpression" && unwrap(at.callee) !== child && at.callee !== child) isChain = false;
    }
    return guards;
  }

  /** `const pending = load(); try { await pending; } catch (err) { … }`: who stands around the promise when it is awaited. */
  #findLaterGuards(call: Call): Guard[] {
    return this.#findLaterUses(findKeepers(call, this.file), new Set())
      .flatMap((use) => this.#findGuards(use))
      .map(({ listener }) => ({ listener, isCertain: false }));
  }

  /** Where somebody waits for what variables keep, by these names or by others that it gets. */
  #findLaterUses(
    keepers: readonly Variable[],
    seen: Set<Variable>,
    isUsed: (node: TSESTree.Node) => boolean = isWaitedFor,
  ): TSESTree.Node[] {
    return keepers.flatMap((variable) => {
      if (seen.has(variable)) return [];
      seen.add(variable);
      const uses = variable.references.filter((each) => each.isRead()).map(({ identifier }) => identifier);
      return uses.flatMap((use) => [
        ...(isUsed(use) ? [use] : []),
        ...this.#findLaterUses(findKeepers(use, this.file, isPromiseIn), seen, isUsed),
      ]);
    });
  }

  #add(node: TSESTree.Node | null, isCertain: boolean, guards: Guard[]): void {
    const listener = node ? this.listeners.byNode.get(node) : undefined;
    if (listener !== undefined) guards.push({ listener, isCertain });
  }

  /** `….catch(f)`, `….then(g, f)` */
  #findChained(
    member: TSESTree.MemberExpression,
    { child, isChain }: { child: TSESTree.Node; isChain: boolean },
  ): Guard[] {
    const call = parentOutsideCasts(member);
    if (member.object !== child || call?.type !== "CallExpression" || unwrap(call.callee) !== member) return [];
    const name = propertyName(member);
    const taker = name === "catch" ? call.arguments[0] : name === "then" ? call.arguments[1] : undefined;
    if (!taker) return [];
    const own = functionOf(taker, this.file);
    const known = own ? this.listeners.byNode.get(own) : undefined;
    return [{ listener: known ?? this.#addUnseen(taker, call), isCertain: isChain }];
  }

  /** A taker that is written elsewhere: `.catch(next)`, `.catch(onFailure)`, `.catch(this.fail.bind(this, job))`. */
  #addUnseen(taker: TSESTree.Node, call: TSESTree.CallExpression): number {
    const { file, listeners } = this;
    const around = enclosingFunction(call);
    const { target, argument } = toBound(taker);
    const name = nameOf(target);
    const line = lineOf(taker, file);
    const isHandover = /^(?:next|reject|done|cb|callback)$/.test(name);
    const passes = isHandover ? [] : [{ to: toReference(target, file), name, argument, isUsed: false, line }];
    listeners.all.push({
      function: numberOf(around, file),
      self: null,
      line,
      kind: "promise",
      asks: [],
      passes,
      leaves: "bare",
      ends: isHandover ? "no" : "silent",
      emits: false,
    });
    return listeners.all.length - 1;
  }

  readonly #settled = new Map<TSESTree.Node, number>();

  /** `await Promise.allSettled(pending)`: who reads the reasons of what comes out. */
  #takeSettled(call: TSESTree.CallExpression): number {
    const { file, listeners } = this;
    const known = this.#settled.get(call);
    if (known !== undefined) return known;
    const around = enclosingFunction(call);
    const { asks, passes } = findReasonTreatment(call, file);
    listeners.all.push({
      function: numberOf(around, file),
      self: null,
      line: lineOf(call, file),
      kind: "promise",
      asks,
      passes,
      leaves: "bare",
      ends: "silent",
      emits: false,
    });
    this.#settled.set(call, listeners.all.length - 1);
    return listeners.all.length - 1;
  }

  /** In a test, whoever stands in the same function as an expectation is what is expected to fail so. */
  #findExpectations(call: TSESTree.Node): Guard[] {
    const [start, end] = call.range;
    return this.#expectations
      .filter(({ range }) => range[0] <= start && end <= range[1])
      .map(({ listener }) => ({ listener, isCertain: false }));
  }
}

/** What is called in the end, and with which of its arguments first: `this.fail.bind(this, job)`. */
function toBound(taker: TSESTree.Node): { readonly target: TSESTree.Node; readonly argument: number } {
  const inner = unwrap(taker);
  if (inner.type !== "CallExpression" || !isBind(inner)) return { target: taker, argument: 0 };
  return { target: inner.callee.object, argument: Math.max(inner.arguments.length - 1, 0) };
}

function isAllSettled({ callee }: TSESTree.CallExpression, { facts: { bindings } }: ReadFile): boolean {
  return isGlobal(bindings.originOf(callee), "Promise.allSettled");
}

/** Methods of strings and collections; a receiver that is not known is taken for one. */
const builtIns = new Set(
  "at charAt charCodeAt codePointAt concat endsWith entries every fill flat forEach getTime has hasOwnProperty includes indexOf join keys lastIndexOf localeCompare match matchAll normalize padEnd padStart pop push repeat replace replaceAll reverse shift slice some sort splice split startsWith substr substring toFixed toISOString toLowerCase toString toUpperCase trim trimEnd trimStart unshift valueOf values".split(
    " ",
  ),
);

/** `commands[name](input)` */
function isLookedUp(callee: TSESTree.Node): boolean {
  const inner = unwrap(callee);
  return inner.type === "MemberExpression" && inner.computed && propertyName(inner) === null;
}

function isBuiltIn(to: Reference): boolean {
  return to.kind === "member" && to.of === null && builtIns.has(to.name);
}

function isBind(
  call: TSESTree.CallExpression,
): call is TSESTree.CallExpression & { readonly callee: TSESTree.MemberExpression } {
  return call.callee.type === "MemberExpression" && propertyName(call.callee) === "bind";
}

function isFunctionName(name: string): boolean {
  return /^(?:f|fn|func|cb|next|done|work|task|job|run|action|operation|execute|body|block|thunk|attempt|perform|process|load|fetch)$|(?:Fn|Func|Callback|Handler|Task|Listener|Consumer|Worker|Action|Operation)$|^(?:callback|handler|listener|consumer|worker|processor)$/.test(
    name,
  );
}
