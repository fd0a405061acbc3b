import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isOfStreams } from "../analysis/find-handover.ts";
import { isLog } from "../analysis/is-log.ts";
import { isGlobal } from "../analysis/match.ts";
import type { Meaning } from "../analysis/meaning.ts";
import { findClassMatch, type ClassMatch } from "../findings/class-match.ts";
import { findNotifier } from "../knowledge/notifiers.ts";
import type { Bindings } from "../syntax/bindings.ts";
import { someNode } from "../syntax/traverse.ts";
import { givesCode } from "../rewrite/read-unwrapped.ts";
import { lastName, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import { Asks } from "./asks.ts";
import { canReadUnwrapped } from "./can-read-unwrapped.ts";
import type { Ask, Pass, Reference, Treatment } from "./file-contribution.ts";
import { findEmptied } from "./find-emptied.ts";
import { findElements } from "./find-elements.ts";
import { findCompared, isExpectation } from "./find-compared.ts";
import { findTaker, isReported } from "./find-taker.ts";
import { findWriting } from "./find-writing.ts";
import { isClassOfWraps } from "./is-class-of-wraps.ts";
import { isDecided, isJoined, isKept, isUsed } from "./is-kept.ts";
import { isKnownCoded, isOfOtherClass } from "./is-known-coded.ts";
import { isNoError } from "./is-no-error.ts";
import { isComparison, isTested } from "./is-tested.ts";
import { toClassName, toReference, type ReadFile } from "./to-reference.ts";
import { findExportedLogger, printsTextAlone } from "./prints-text-alone.ts";
import { lineOf, nameOf } from "./to-short-text.ts";

/** What is asked of the error that a parameter, a pattern or a variable holds, and to whom it is given. */
export function findTreatment(
  binding: TSESTree.Node | null,
  owner: TSESTree.Node,
  file: ReadFile,
  isBoundary = false,
): Treatment & { readonly notifies: boolean } {
  const search = new TreatmentSearch(file, isBoundary);
  if (binding) search.takeBinding(binding, file.facts.bindings.declaredBy(owner));
  const { logs, notifies, goesOn, throws } = search;
  const passes = search.findPasses();
  const asks = search.findAsks();
  const isSilent =
    asks.every(({ told, isKept, notified, whole }) => told ?? isKept ?? notified ?? whole === "written") &&
    passes.length === 0;
  const canUnwrap =
    !isSilent &&
    !file.isTest &&
    !search.holdsErrors &&
    binding !== null &&
    canReadUnwrapped(binding, owner, { file, isBoundary });
  return {
    asks,
    passes,
    notifies,
    ...(logs.length > 0 && { logs }),
    ...(goesOn && { goesOn: true as const }),
    ...(throws && { throws: true as const }),
    ...(canUnwrap && { unwrap: binding.range[0] }),
  };
}

/** What is asked of the errors that expressions and patterns give, and to whom they are given. */
export function findTreatmentOf(nodes: readonly TSESTree.Node[], file: ReadFile): Treatment {
  const search = new TreatmentSearch(file, false);
  for (const node of nodes) search.takeValue(node);
  return { asks: search.findAsks(), passes: search.findPasses() };
}

/** What every error has, and a wrap too: only a test of it is a question. */
const shared = new Set(["message", "name", "stack", "toString", "toJSON"]);
/** What is a text of an error. */
const texts = new Set(["message", "stack", "toString"]);

class TreatmentSearch {
  readonly #passes: Pass[] = [];
  readonly logs: Pass[] = [];
  notifies = false;
  goesOn = false;
  throws = false;
  /** It may be a list of errors, in which the wraps are, and not around it. */
  holdsErrors = false;
  readonly #asks: Asks;
  readonly #seen = new Set<Variable>();
  /** Whether what is looked at is what a wrap was given. */
  #isUnwrapped = false;

  constructor(
    readonly file: ReadFile,
    readonly isBoundary: boolean,
  ) {
    this.#asks = new Asks(file, isBoundary);
  }

  findAsks(): Ask[] {
    return this.#asks.toAsks();
  }

  /** To whom it is given; an error that is made of its text is not all that is left of it, where it is given to a log as well. */
  findPasses(): Pass[] {
    const isElsewhere = this.#asks.givings > this.#passes.length;
    return this.#passes.map((each) =>
      isElsewhere && each.into === "bare error" ? { ...each, into: "error" as const } : each,
    );
  }

  #tell(node: TSESTree.Node): void {
    if (!this.#isUnwrapped) this.#asks.tell(node);
  }

  /** A text that begins with the name of its class: `String(err)`, which a test asks for, and error middleware sends. */
  #tellNamed(node: TSESTree.Node): void {
    if (this.#isUnwrapped) return;
    this.#asks.tell(node, true);
    if (this.file.isTest) this.#ask(node);
    else if (this.isBoundary && !isReported(node, this.file)) this.#ask(node, null, { isSent: true, isNamed: true });
  }

  /** `result.reason`, or `{ reason }` of a pattern. */
  takeValue(node: TSESTree.Node): void {
    if (node.type !== "Property") return this.#takeUse(node);
    const target = node.value.type === "AssignmentPattern" ? node.value.left : node.value;
    const variable = target.type === "Identifier" ? this.file.facts.bindings.variableOf(target) : null;
    if (variable && node.parent.type === "ObjectPattern") this.#takeVariable(variable);
  }

  takeBinding(binding: TSESTree.Node, variables: readonly Variable[]): void {
    const isRest = binding.type === "RestElement";
    const target = binding.type === "AssignmentPattern" ? binding.left : isRest ? binding.argument : binding;
    if (target.type === "ObjectPattern") return this.#takePattern(target, variables);
    const variable = variables.find(({ identifiers }) => identifiers.includes(target as TSESTree.Identifier));
    if (variable && isRest) this.#takeRest(variable);
    else if (variable) this.#takeVariable(variable);
  }

  /** `(...parts) => …`: what is done with one of them after another. */
  #takeRest({ references }: Variable): void {
    for (const { identifier } of references) {
      const { elements, isText } = findElements(identifier, this.file);
      if (isText) this.#tellNamed(identifier);
      else if (elements.length === 0) this.#asks.give();
      for (const { node, owner } of elements)
        if (owner) this.takeBinding(node, this.file.facts.bindings.declaredBy(owner));
        else this.#takeUse(node);
    }
  }

  #takeVariable(variable: Variable): void {
    if (this.#seen.has(variable)) return;
    this.#seen.add(variable);
    for (const reference of variable.references) if (reference.isRead()) this.#takeUse(reference.identifier);
  }

  /** `catch ({ code, message })`: a shared part counts where it is tested. */
  #takePattern(pattern: TSESTree.ObjectPattern, variables: readonly Variable[]): void {
    for (const property of pattern.properties) {
      if (property.type === "RestElement") continue;
      const name = propertyName(property);
      if (name === "message" || name === "stack") this.#tell(property);
      if (name === null || !shared.has(name)) this.#ask(property);
      else if (this.isBoundary && name === "message") this.#ask(property, null, { isSent: true });
      else
        this.#takePart(
          variables.find(({ identifiers }) => identifiers.includes(property.value as TSESTree.Identifier)),
        );
    }
  }

  #takePart(variable: Variable | undefined): void {
    for (const { identifier } of variable?.references ?? []) if (isTested(identifier, this.file)) this.#ask(identifier);
  }

  #takeUse(node: TSESTree.Node): void {
    const parent = parentOutsideCasts(node);
    if (!parent || isNoError(node, this.file) || (isKnownCoded(node, this.file) && !isMessage(parent))) return;
    if (!this.#isUnwrapped) this.#asks.write(findWriting(node, this.file));
    switch (parent.type) {
      case "MemberExpression":
        return unwrap(parent.object) === node ? this.#takeMember(parent) : undefined;
      case "BinaryExpression":
        return parent.operator === "+" ? this.#tellNamed(parent) : this.#takeComparison(parent, node);
      case "TemplateLiteral":
        return this.#tellNamed(node);
      case "ArrayExpression":
        return isJoined(parent) ? this.#tellNamed(parent) : this.#takeWhole(parent, node);
      case "SwitchStatement":
        return this.#ask(parent.discriminant);
      case "CallExpression":
      case "NewExpression":
        return unwrap(parent.callee) === node ? undefined : this.#takeArgument(parent, node);
      case "VariableDeclarator":
        return this.takeBinding(parent.id, this.file.facts.bindings.declaredBy(parent));
      case "AssignmentExpression":
        return unwrap(parent.right) === node ? this.#takeAssigned(parent.left) : undefined;
      case "ThrowStatement":
        this.goesOn = true;
        this.throws = true;
        return;
      case "ConditionalExpression":
      case "LogicalExpression":
        return isDecided(parent, node) || this.#isSpare(parent, node) ? undefined : this.#takeUse(parent);
      default:
        this.#takeWhole(parent, node);
    }
  }

  /** `err.stack || err`: what stands in for a text that every error has. */
  #isSpare(parent: TSESTree.Node, node: TSESTree.Node): boolean {
    if (parent.type !== "LogicalExpression" || unwrap(parent.right) !== node || node.type !== "Identifier")
      return false;
    const { bindings } = this.file.facts;
    const variable = bindings.variableOf(node);
    const isText = (each: TSESTree.Node): boolean =>
      each.type === "MemberExpression" &&
      texts.has(propertyName(each) ?? "") &&
      bindings.variableOf(unwrap(each.object)) === variable;
    return variable !== null && parent.operator !== "&&" && someNode(parent.left, isText);
  }

  /** The error itself goes into something: what outlives the place may be read by anybody. */
  #takeWhole(parent: TSESTree.Node, node: TSESTree.Node): void {
    if (isDecided(parent, node)) return;
    const emptied = findEmptied(node, this.file);
    if (emptied) this.#asks.empty(parent, emptied.by);
    else this.#asks.give();
    if (isKept(node)) this.#asks.keep(parent, this.#toUnwrapped());
  }

  #takeAssigned(target: TSESTree.Node): void {
    const variable = target.type === "Identifier" ? this.file.facts.bindings.variableOf(target) : null;
    if (variable) return this.#takeVariable(variable);
    this.#asks.give();
    if (target.type === "MemberExpression") this.#asks.keep(target, this.#toUnwrapped());
  }

  #takeMember(node: TSESTree.MemberExpression): void {
    const name = propertyName(node);
    const parent = parentOutsideCasts(node);
    if (parent?.type === "AssignmentExpression" && unwrap(parent.left) === node) return;
    if (name === "toString") this.#tellNamed(node);
    else if (name !== null && texts.has(name)) this.#tell(node);
    const isShared = name !== null && shared.has(name) && !isTested(node, this.file);
    const isRead = !isShared || (name === "message" && (this.isBoundary || this.#isUnwrapped));
    if (!isRead || isReported(node, this.file)) return;
    this.#ask(node, null, isShared && !this.#isUnwrapped ? { isSent: true } : {});
  }

  #takeComparison(node: TSESTree.BinaryExpression, side: TSESTree.Node): void {
    if (node.operator === "instanceof") {
      if (unwrap(node.left) === side && !isClassOfWraps(node.right, this.file))
        this.#ask(node, this.#findMatch(node), this.#toClass(node.right));
    } else if (isComparison(node)) this.#ask(node);
  }

  #findMatch(node: TSESTree.BinaryExpression): ClassMatch | null {
    this.holdsErrors ||= isAggregate(node.right, this.file);
    return this.file.isTest || isAggregate(node.right, this.file) ? null : findClassMatch(node, this.file.facts);
  }

  #takeArgument(call: TSESTree.CallExpression | TSESTree.NewExpression, node: TSESTree.Node): void {
    const { known } = this.file.facts;
    const argument = call.arguments.findIndex((each) => unwrap(each) === node);
    if (argument < 0) return;
    const meaning = known.meaningOf(call, this.file.roles);
    const isLogged = meaning?.kind === "log" || (call.type === "CallExpression" && isLog(call, known.bindings));
    if (meaning?.kind === "conversion") return this.#tellNamed(call);
    if (isForTrace(call)) return this.#tell(call);
    if (meaning?.kind === "handover" || meaning?.kind === "rejection") this.goesOn = true;
    else if (isLogged && call.type === "CallExpression" && printsTextAlone(call, this.file)) this.#tell(node);
    else this.#give(call, isLogged);
    if (isKept(node)) this.#asks.keep(call, this.#toUnwrapped());
    if (meaning?.kind === "notification") this.#takeNotification(meaning, node, call);
    if (meaning?.kind === "unwrapping") return this.#takeUnwrapped(call);
    if (meaning?.kind === "construction" && call.type === "CallExpression" && givesCode(call)) this.#ask(call);
    if (!isLogged && meaning !== null && meaning.kind !== "local") return;
    if (!isLogged && this.file.isTest && isExpectation(call)) return this.#takeExpectation(call);
    const to = toReference(call.callee, this.file);
    const into = isLogged ? "log" : findTaker(call, this.file);
    const given = { name: nameOf(call.callee), argument, isUsed: isUsed(call), line: lineOf(call, this.file) };
    const other = isOfOtherClass(call, this.file) && { isOfOther: true as const };
    const pass = { to, ...given, ...this.#toUnwrapped(), ...(into && { into }), ...other };
    if (!isLogged) this.#passes.push(pass);
    else if (to && isNamed(to)) this.logs.push(pass);
  }

  #give(call: TSESTree.CallExpression | TSESTree.NewExpression, isLogged: boolean): void {
    const by = isLogged && call.type === "CallExpression" ? findExportedLogger(call, this.file) : null;
    if (by) this.#asks.log(call, by);
    else this.#asks.give();
  }

  #takeNotification(
    { argument, notifier }: Meaning & { readonly kind: "notification" },
    node: TSESTree.Node,
    call: TSESTree.Node,
  ): void {
    if (argument === null || unwrap(argument) !== node) return;
    this.notifies = true;
    if (this.#isUnwrapped) return;
    this.#asks.notify(call, findNotifier(notifier)?.repeatsSameObject === true ? "each" : "once");
  }

  #takeExpectation(call: TSESTree.CallExpression | TSESTree.NewExpression): void {
    const compared = findCompared(call, this.file);
    if (compared) this.#ask(compared.node, null, compared.marks);
  }

  /** `const origin = unwrap(err)`: what is asked of it, is asked of the error. */
  #takeUnwrapped(call: TSESTree.Node): void {
    const before = this.#isUnwrapped;
    this.#isUnwrapped = true;
    this.#takeUse(call);
    this.#isUnwrapped = before;
  }

  #toUnwrapped(): Pick<Ask, "isUnwrapped"> {
    return this.#isUnwrapped ? { isUnwrapped: true } : {};
  }

  #toClass(node: TSESTree.Node): Pick<Ask, "class" | "isTimeout" | "isOfOther"> {
    const { bindings } = this.file.facts;
    const name = toClassName(bindings.originOf(node), this.file);
    const isTimeout = isOwnTimeout(node, bindings);
    return { isOfOther: true, ...(name && { class: name }), ...(isTimeout && { isTimeout }) };
  }

  #ask(
    node: TSESTree.Node,
    match: ClassMatch | null = null,
    marks: Pick<Ask, "isSent" | "isNamed" | "whole" | "said" | "class" | "isTimeout" | "isOfOther"> = {},
  ): void {
    this.#asks.ask(node, match, { ...marks, ...this.#toUnwrapped() });
  }
}

/** `err instanceof TimeoutError` in `pipe(timeout(ms), catchError((err) => …))`. */
function isOwnTimeout(type: TSESTree.Node, bindings: Bindings): boolean {
  if (!isOfStreams(type, "TimeoutError", bindings)) return false;
  for (let at: TSESTree.Node | undefined = type; at; at = at.parent)
    if (at.type === "CallExpression" && lastName(at.callee) === "pipe")
      return at.arguments.some(
        (each) => each.type === "CallExpression" && isOfStreams(each.callee, "timeout", bindings),
      );
  return false;
}

/** `span.recordException(err)`, which keeps the text and the stack, and no cause. */
function isForTrace({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return lastName(callee) === "recordException";
}

/** `err.message`: that of a coded error may change as well. */
function isMessage(node: TSESTree.Node): boolean {
  return node.type === "MemberExpression" && propertyName(node) === "message";
}

/** Whether it is known what is called, and not by the name of a member alone. */
function isNamed(to: Reference): boolean {
  if (to.kind === "member") return to.of !== null && to.of.name !== null;
  return to.kind === "function" || to.kind === "import" || to.kind === "settled";
}

/** `AggregateError`, which `Promise.any` fails with. */
function isAggregate(node: TSESTree.Node, { facts }: ReadFile): boolean {
  return isGlobal(facts.bindings.originOf(node), "AggregateError");
}
