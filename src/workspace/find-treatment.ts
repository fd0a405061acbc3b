import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { enclosingClass } from "../analysis/find-functions.ts";
import { isLog } from "../analysis/is-log.ts";
import type { Meaning } from "../analysis/meaning.ts";
import { findClassMatch, type ClassMatch } from "../findings/class-match.ts";
import { findUnwrappedRead } from "../findings/unwrapped-read.ts";
import { givesCode } from "../rewrite/read-unwrapped.ts";
import { literalString, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { Ask, Pass, Treatment } from "./file-contribution.ts";
import { findErrorObject } from "./find-error-object.ts";
import { findWriting, type Writing } from "./find-writing.ts";
import { hasCauseRead } from "./has-cause-read.ts";
import { toCalled, toReference, type ReadFile } from "./to-reference.ts";

/** What is asked of the error that a parameter, a pattern or a variable holds, and to whom it is given. */
export function findTreatment(
  binding: TSESTree.Node | null,
  owner: TSESTree.Node,
  file: ReadFile,
  isBoundary = false,
): Treatment & { readonly notifies: boolean } {
  const search = new TreatmentSearch(file, isBoundary);
  if (binding) search.takeBinding(binding, file.facts.bindings.declaredBy(owner));
  const { passes, notifies, goesOn } = search;
  const asks = search.findAsks();
  const isSilent =
    asks.every(({ told, isKept, whole }) => told ?? isKept ?? whole === "written") && passes.length === 0;
  const canUnwrap =
    !isSilent && !file.isTest && binding !== null && findUnwrappedRead(binding, owner, file.facts) !== null;
  return {
    asks,
    passes,
    notifies,
    ...(goesOn && { goesOn: true as const }),
    ...(canUnwrap && { unwrap: binding.range[0] }),
  };
}

/** What is asked of the errors that expressions and patterns give, and to whom they are given. */
export function findTreatmentOf(nodes: readonly TSESTree.Node[], file: ReadFile): Treatment {
  const search = new TreatmentSearch(file, false);
  for (const node of nodes) search.takeValue(node);
  return { asks: search.findAsks(), passes: search.passes };
}

/** Of questions that only a person could write anew, so many are kept. */
const mostAsks = 4;

/** What every error has, and a wrap too: only a test of it is a question. */
const shared = new Set(["message", "name", "stack", "toString", "toJSON"]);
const textTests = new Set([
  "includes",
  "startsWith",
  "endsWith",
  "match",
  "matchAll",
  "search",
  "indexOf",
  "toLowerCase",
  "toUpperCase",
  "localeCompare",
]);
/** Of a text, they give a text. */
const textual = new Set([
  "toString",
  "trim",
  "trimStart",
  "trimEnd",
  "slice",
  "substring",
  "replace",
  "replaceAll",
  "normalize",
]);
const testing = new Set(["test", "exec", "includes", "has", "indexOf"]);
/** Hands the error on, and gives nothing of it back. */
const sending = /(?:^|\.)(?:send|json|end|write|render|emit|push|destroy|abort|next|reject|done|cb|callback)$/;
const comparisons = /^(?:[!=]==?|[<>]=?|in)$/;

/** What of an error's text counts first: what is shown, then what another one says. */
const toldFirst: readonly Told[] = ["shown", "made", "logged"];
/** What is a text of an error. */
const texts = new Set(["message", "stack", "toString"]);

interface Asking {
  readonly node: TSESTree.Node;
  readonly match: ClassMatch | null;
  readonly marks: Pick<Ask, "isUnwrapped" | "isSent" | "told" | "isKept" | "whole" | "said" | "logger">;
}

type Told = NonNullable<Ask["told"]>;

class TreatmentSearch {
  readonly passes: Pass[] = [];
  notifies = false;
  goesOn = false;
  readonly #asking: Asking[] = [];
  readonly #seen = new Set<Variable>();
  /** The first places that make a text of the error, by where that goes. */
  readonly #told = new Map<Told, TSESTree.Node>();
  #kept: TSESTree.Node | null = null;
  /** The first place that writes out all that the error has. */
  #written: Writing | null = null;
  /** Whether the error itself goes somewhere, with all that it has. */
  #isGiven = false;
  /** Whether what is looked at is what a wrap was given. */
  #isUnwrapped = false;

  constructor(
    readonly file: ReadFile,
    readonly isBoundary: boolean,
  ) {}

  /** The questions; what is asked of an error that a test has narrowed goes along with the test. */
  findAsks(): Ask[] {
    const matches = this.#asking.flatMap(({ match }) => match ?? []);
    const own = this.#asking.filter(({ node, match }) => match !== null || !matches.some((each) => covers(each, node)));
    let kept = 0;
    const isKept = ({ match, marks }: Asking): boolean => match !== null || marks.isSent === true || kept++ < mostAsks;
    const sent = own.find(({ marks }) => marks.isSent);
    const asked = own.filter((each) => (!each.marks.isSent || each === sent) && isKept(each));
    return [...asked, ...this.#findTold(), ...this.#findWritten()].map((each) => this.#toAsk(each));
  }

  #findWritten(): Asking[] {
    if (!this.#written || this.file.isTest) return [];
    const { node, ...by } = this.#written;
    return [{ node, match: null, marks: { whole: "written", ...by } }];
  }

  #findTold(): Asking[] {
    if (this.isBoundary || this.file.isTest) return [];
    if (this.#kept) return [{ node: this.#kept, match: null, marks: { isKept: true } }];
    const told = this.#isGiven ? undefined : toldFirst.find((each) => this.#told.has(each));
    const node = told && this.#told.get(told);
    return node ? [{ node, match: null, marks: { told } }] : [];
  }

  /** What a client is sent is not to tell the reason anyway. */
  #tell(node: TSESTree.Node): void {
    const taker = this.#findTaker(node);
    const told = taker === "log" ? "logged" : taker === "error" ? "made" : "shown";
    if (!this.#isUnwrapped && taker !== "client" && !this.#told.has(told)) this.#told.set(told, node);
  }

  /** Where the text goes that is made of an error at a node. */
  #findTaker(node: TSESTree.Node): Pass["into"] | null {
    for (let at = node.parent; at && !at.type.endsWith("Statement"); at = at.parent) {
      if (at.type !== "CallExpression" && at.type !== "NewExpression") continue;
      const kind = this.#meaningOf(at);
      if (kind === "construction") return "error";
      if (kind === "notification" || kind === "log") return "log";
      if (kind === "sink") return "client";
    }
    return null;
  }

  #toAsk({ node, match, marks }: Asking): Ask {
    const text = toShortText(this.file.facts.source.text.slice(...node.range));
    const ask = { text, line: this.#lineOf(node), isCause: hasCauseRead(node, this.file), ...marks };
    return match === null ? ask : { ...ask, match: match.test.range[0] };
  }

  /** `result.reason`, or `{ reason }` of a pattern. */
  takeValue(node: TSESTree.Node): void {
    if (node.type !== "Property") return this.#takeUse(node);
    const target = node.value.type === "AssignmentPattern" ? node.value.left : node.value;
    const variable = target.type === "Identifier" ? this.file.facts.bindings.variableOf(target) : null;
    if (variable && node.parent.type === "ObjectPattern") this.#takeVariable(variable);
  }

  takeBinding(binding: TSESTree.Node, variables: readonly Variable[]): void {
    const target = binding.type === "AssignmentPattern" ? binding.left : binding;
    if (target.type === "ObjectPattern") return this.#takePattern(target, variables);
    const variable = variables.find(({ identifiers }) => identifiers.includes(target as TSESTree.Identifier));
    if (variable) this.#takeVariable(variable);
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
    for (const { identifier } of variable?.references ?? []) if (this.#isTested(identifier)) this.#ask(identifier);
  }

  #takeUse(node: TSESTree.Node): void {
    const parent = parentOutsideCasts(node);
    if (!parent || (this.#isKnownCoded(node) && !this.#isMessage(parent))) return;
    if (!this.#isUnwrapped) this.#takeWriting(node);
    switch (parent.type) {
      case "MemberExpression":
        return unwrap(parent.object) === node ? this.#takeMember(parent) : undefined;
      case "BinaryExpression":
        return parent.operator === "+" ? this.#tell(parent) : this.#takeComparison(parent, node);
      case "TemplateLiteral":
        return this.#tell(node);
      case "ArrayExpression":
        return isJoined(parent) ? this.#tell(parent) : this.#takeWhole(parent, node);
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
        return;
      case "ConditionalExpression":
      case "LogicalExpression":
        return isDecided(parent, node) ? undefined : this.#takeUse(parent);
      default:
        this.#takeWhole(parent, node);
    }
  }

  /** One that is certain goes before one that may be none. */
  #takeWriting(node: TSESTree.Node): void {
    if (this.#written && !this.#written.logger) return;
    const writing = findWriting(node, this.file);
    if (writing && !(this.#written && writing.logger)) this.#written = writing;
  }

  /** The error itself goes into something: what outlives the place may be read by anybody. */
  #takeWhole(parent: TSESTree.Node, node: TSESTree.Node): void {
    if (isDecided(parent, node)) return;
    this.#isGiven = true;
    if (isKept(node)) this.#kept ??= parent;
  }

  #takeAssigned(target: TSESTree.Node): void {
    const variable = target.type === "Identifier" ? this.file.facts.bindings.variableOf(target) : null;
    if (variable) return this.#takeVariable(variable);
    this.#isGiven = true;
    if (target.type === "MemberExpression") this.#kept ??= target;
  }

  #takeMember(node: TSESTree.MemberExpression): void {
    const name = propertyName(node);
    const parent = parentOutsideCasts(node);
    if (parent?.type === "AssignmentExpression" && unwrap(parent.left) === node) return;
    if (name !== null && texts.has(name)) this.#tell(node);
    const isShared = name !== null && shared.has(name) && !this.#isTested(node);
    const isRead = !isShared || (name === "message" && (this.isBoundary || this.#isUnwrapped));
    if (!isRead || this.#isReported(node)) return;
    this.#ask(node, null, isShared && !this.#isUnwrapped ? { isSent: true } : {});
  }

  #takeComparison(node: TSESTree.BinaryExpression, side: TSESTree.Node): void {
    if (node.operator === "instanceof") {
      if (unwrap(node.left) === side && !isClassOfWraps(node.right, this.file))
        this.#ask(node, this.file.isTest ? null : findClassMatch(node, this.file.facts));
    } else if (comparisons.test(node.operator) && ![node.left, node.right].some(isNothing)) this.#ask(node);
  }

  #takeArgument(call: TSESTree.CallExpression | TSESTree.NewExpression, node: TSESTree.Node): void {
    const { known } = this.file.facts;
    const argument = call.arguments.findIndex((each) => unwrap(each) === node);
    if (argument < 0) return;
    const meaning = known.meaningOf(call, this.file.roles);
    if (meaning?.kind === "conversion") return this.#tell(call);
    if (meaning?.kind === "handover" || meaning?.kind === "rejection") this.goesOn = true;
    else this.#isGiven = true;
    if (isKept(node)) this.#kept ??= call;
    if (meaning?.kind === "notification")
      this.notifies ||= meaning.argument !== null && unwrap(meaning.argument) === node;
    if (meaning?.kind === "unwrapping") return this.#takeUnwrapped(call);
    if (meaning?.kind === "construction" && call.type === "CallExpression" && givesCode(call)) this.#ask(call);
    if (meaning !== null && meaning.kind !== "local") return;
    if (call.type === "CallExpression" && isLog(call, known.bindings)) return;
    if (this.file.isTest && isExpectation(call)) return this.#takeExpectation(call);
    const to = toReference(call.callee, this.file);
    const name = nameOf(call.callee);
    const isUsed =
      !sending.test(name) && parentOutsideCasts(call)?.type !== "ExpressionStatement" && !isAwaitedAlone(call);
    const into = this.#findTaker(call);
    const line = this.#lineOf(call);
    this.passes.push({ to, name, argument, isUsed, line, ...this.#toUnwrapped(), ...(into && { into }) });
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

  /** `expect(err).toBeInstanceOf(StoreError)`, `expect(err).to.equal(failure)`, `assert.equal(err, failure)` */
  #takeExpectation(call: TSESTree.CallExpression | TSESTree.NewExpression): void {
    let matcher = parentOutsideCasts(call);
    while (matcher?.type === "MemberExpression") matcher = parentOutsideCasts(matcher);
    const [, second] = call.arguments;
    if (second && second.type !== "Literal" && !isClassOfWraps(second, this.file))
      return this.#ask(call, null, this.#toCompared(second));
    const first = matcher?.type === "CallExpression" ? matcher.arguments[0] : undefined;
    if (matcher && first && !isClassOfWraps(first, this.file) && literalString(first) !== "error")
      this.#ask(matcher, null, this.#toCompared(first));
  }

  #toCompared(expected: TSESTree.Node): Pick<Ask, "whole" | "said"> {
    const object = findErrorObject(expected, this.file);
    return object ? { whole: "compared", ...object } : {};
  }

  /** Compared, searched, switched on, or looked up. In a test every read is for that. */
  #isTested(node: TSESTree.Node): boolean {
    const parent = parentOutsideCasts(node);
    if (!parent) return false;
    if (parent.type === "SwitchStatement" || this.file.isTest) return true;
    if (parent.type === "BinaryExpression") return comparisons.test(parent.operator);
    if (parent.type === "MemberExpression") {
      if (unwrap(parent.object) !== node) return true;
      const [method, call] = [propertyName(parent) ?? "", parentOutsideCasts(parent)];
      if (textTests.has(method)) return true;
      return textual.has(method) && call?.type === "CallExpression" && this.#isTested(call);
    }
    const callee = parent.type === "CallExpression" ? unwrap(parent.callee) : null;
    return callee?.type === "MemberExpression" && testing.has(propertyName(callee) ?? "");
  }

  /** What is only logged or notified decides nothing. */
  #isReported(node: TSESTree.Node): boolean {
    const { known } = this.file.facts;
    for (let at = node.parent; at && !at.type.endsWith("Statement"); at = at.parent)
      if (at.type === "CallExpression" && (isLog(at, known.bindings) || this.#meaningOf(at) === "notification"))
        return true;
    return false;
  }

  #meaningOf(call: TSESTree.CallExpression | TSESTree.NewExpression): Meaning["kind"] | null {
    return this.file.facts.known.meaningOf(call, this.file.roles)?.kind ?? null;
  }

  /** `err.message`: that of a coded error may change as well. */
  #isMessage(node: TSESTree.Node): boolean {
    return node.type === "MemberExpression" && propertyName(node) === "message";
  }

  /** Behind `err instanceof AppError` nobody sees a raw error. */
  #isKnownCoded(node: TSESTree.Node): boolean {
    let child = node;
    for (let at = node.parent; at; child = at, at = at.parent) {
      if (at.type === "LogicalExpression" && at.operator === "&&" && child === at.right && this.#isCodedTest(at.left))
        return true;
      if (
        (at.type === "IfStatement" || at.type === "ConditionalExpression") &&
        child === at.consequent &&
        this.#isCodedTest(at.test)
      )
        return true;
    }
    return false;
  }

  #isCodedTest(node: TSESTree.Node): boolean {
    const inner = unwrap(node);
    if (inner.type === "LogicalExpression")
      return inner.operator === "&&" && [inner.left, inner.right].some((each) => this.#isCodedTest(each));
    if (inner.type === "BinaryExpression")
      return inner.operator === "instanceof" && isCodedClass(inner.right, this.file);
    return inner.type === "CallExpression" && this.#meaningOf(inner) === "guard";
  }

  #ask(node: TSESTree.Node, match: ClassMatch | null = null, marks: Pick<Ask, "isSent" | "whole" | "said"> = {}): void {
    this.#asking.push({ node, match, marks: { ...marks, ...this.#toUnwrapped() } });
  }

  #lineOf(node: TSESTree.Node): number {
    return lineOf(node, this.file);
  }
}

/** Whether a match rewrites a question along with its own. */
function covers({ proposal }: ClassMatch, { range: [start, end] }: TSESTree.Node): boolean {
  return proposal.edits.some((edit) => edit.start < end && start < edit.end);
}

/** A wrap is an `Error`, and an instance of the contract's class. */
export function isClassOfWraps(node: TSESTree.Node, file: ReadFile): boolean {
  const origin = file.facts.bindings.originOf(node);
  return isCodedClass(node, file) || (origin?.root.kind === "global" && origin.path.join(".") === "Error");
}

/** Also `AppError` inside of itself, where the contract names a package: which one it is in, a file cannot know. */
function isCodedClass(node: TSESTree.Node, { facts: { known } }: ReadFile): boolean {
  const canonical = known.canonical?.name;
  const isOwn = node.type === "Identifier" && node.name === canonical && enclosingClass(node)?.id?.name === canonical;
  return isOwn || known.isCodedClass(node);
}

/** The line of a node, counted from 1. */
export function lineOf(node: TSESTree.Node, { lineAt }: ReadFile): number {
  return lineAt(node.range[0]);
}

/** One line that is short enough for a reason. */
export function toShortText(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** How a callee is written, without its arguments: `queue.consume`. */
export function nameOf(callee: TSESTree.Node): string {
  const inner = toCalled(callee);
  if (inner.type === "Identifier") return inner.name;
  if (inner.type === "ThisExpression") return "this";
  if (inner.type !== "MemberExpression") return inner.type === "Super" ? "super" : "…";
  return `${nameOf(inner.object)}.${propertyName(inner) ?? "…"}`;
}

/** `expect(…)`, `assert(…)` and what hangs on them. */
export function isExpectation(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return /^(?:expect|assert|should|t)(?:\.|$)/.test(nameOf(call.callee));
}

/** Whether a value goes where it outlives the place: `results.push({ error })`, `return { error }`, `this.last = { error }`. */
function isKept(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  switch (parent?.type) {
    case "Property":
      return isKept(parent.parent);
    case "ArrayExpression":
      return isKept(parent);
    case "ReturnStatement":
    case "ArrowFunctionExpression":
      return true;
    case "AssignmentExpression":
      return unwrap(parent.right) === node && unwrap(parent.left).type === "MemberExpression";
    case "CallExpression":
      return unwrap(parent.callee) !== node && /\.(?:push|unshift|add|set)$/.test(nameOf(parent.callee));
    default:
      return false;
  }
}

/** `["failed", err].join(": ")` */
function isJoined(array: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(array);
  return parent?.type === "MemberExpression" && propertyName(parent) === "join";
}

/** `if (err)`, `err && …`, `typeof err`: it goes nowhere. */
function isDecided(parent: TSESTree.Node, node: TSESTree.Node): boolean {
  if (parent.type === "ConditionalExpression" || parent.type === "IfStatement") return unwrap(parent.test) === node;
  if (parent.type === "LogicalExpression") return parent.operator === "&&" && unwrap(parent.left) === node;
  return parent.type === "UnaryExpression" || parent.type === "ExpressionStatement";
}

function isAwaitedAlone(call: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(call);
  return parent?.type === "AwaitExpression" && parentOutsideCasts(parent)?.type === "ExpressionStatement";
}

function isNothing(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "Identifier") return inner.name === "undefined";
  return (
    (inner.type === "Literal" && (inner.value === null || typeof inner.value === "boolean")) ||
    literalString(inner) === "undefined"
  );
}
