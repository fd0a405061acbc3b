import type { TSESTree } from "@typescript-eslint/types";
import type { Handler } from "../analysis/handler.ts";
import { isRelated } from "../analysis/value.ts";
import { findExits, type Exit } from "../findings/exit.ts";
import { findRegisteredRoute } from "../syntax/registration.ts";
import {
  enclosingFunction,
  functionName,
  isFunction,
  lastName,
  parentOutsideCasts,
  propertyName,
  unwrap,
  type FunctionNode,
} from "../syntax/unwrap.ts";
import type { Ask, ErrorParameter, FunctionEntry, Treatment } from "./file-contribution.ts";
import { findSelected, toOutcome } from "./find-listeners.ts";
import { findKeptParameters } from "./find-kept-parameters.ts";
import { isBlind } from "./is-blind.ts";
import { isErrorName } from "./is-error-name.ts";
import { findTreatment } from "./find-treatment.ts";
import { toLabel, topLabel } from "./to-label.ts";
import { lineOf } from "./to-short-text.ts";
import { classNameOf, numberOf, type ReadFile } from "./to-reference.ts";

/** The functions of a file in source order, behind an entry for its top level. */
export function findFunctionEntries(file: ReadFile): FunctionEntry[] {
  const handlers = new Map(file.facts.handlers.map((handler) => [handler.function, handler]));
  const promising = findPromising(file);
  const emitting = new Set(
    file.facts.fates.flatMap(({ caught, paths }) => (toOutcome(paths).emits ? (ownerOf(caught.node) ?? []) : [])),
  );
  const throwing = findThrowing(file);
  const rejecting = findRejecting(file);
  const entries = file.facts.nodes.functions.map((node) => ({
    ...toEntry(node, { handlers, promising, file }),
    ...(node.async ? { rejects: "all" as const } : rejecting.has(node) && { rejects: "caught" as const }),
    emits: emitting.has(node),
    throws: throwing.has(node),
  }));
  return [topLevel, ...entries];
}

const topLevel: FunctionEntry = {
  name: null,
  label: topLabel,
  line: 1,
  parent: 0,
  class: null,
  isMember: false,
  isAsync: false,
  emits: false,
  throws: false,
  escapes: false,
  arity: 0,
  needs: 0,
  handler: null,
  boundary: null,
  parameters: [],
};

/** The functions from which an error leaves that may be made there: by `throw`, `reject(…)`, `callback(…)`. */
function findThrowing({ facts: { nodes } }: ReadFile): ReadonlySet<TSESTree.Node | null> {
  const handed = nodes.calls.filter(({ callee }) => isHandoverName(lastName(callee)));
  return new Set([...nodes.throws, ...handed].map(enclosingFunction));
}

/** The functions that give each error of which they get hold to the `reject` of a promise, or end it. */
function findRejecting({ facts: { fates, nodes } }: ReadFile): ReadonlySet<TSESTree.Node | null> {
  const rejecting = new Set<TSESTree.Node | null>();
  const failing = new Set<TSESTree.Node | null>(nodes.throws.map(enclosingFunction));
  for (const { caught, paths } of fates) {
    const holder = isFunction(caught.node) ? caught.node : caught.function;
    const exits = paths?.flatMap((path) => findExits(path)) ?? [];
    const isOther = exits.some((each) => !isHandedToReject(each) && isRelated(each.value));
    (exits.some(isHandedToReject) && !isOther ? rejecting : failing).add(holder);
  }
  return new Set([...rejecting].filter((each) => !failing.has(each)));
}

/** `reject(err)`; whoever waits for what a function gives back hears of `return Promise.reject(err)`. */
function isHandedToReject({ kind, callee }: Exit): boolean {
  return kind === "rejected" && callee !== null;
}

function isHandoverName(name: string | null): boolean {
  return name !== null && /^(?:reject|next|done|cb|callback)$|Callback$/.test(name);
}

type Handlers = ReadonlyMap<FunctionNode, Handler>;

interface EntryContext {
  readonly handlers: Handlers;
  readonly promising: ReadonlySet<FunctionNode>;
  readonly file: ReadFile;
}

function toEntry(
  node: FunctionNode,
  { handlers, promising, file }: EntryContext,
): Omit<FunctionEntry, "emits" | "throws"> {
  const handler = handlers.get(node);
  const around = enclosingFunction(node);
  const name = functionName(node);
  const boundary = handler?.isBoundary ? toBoundary(handler, file) : null;
  const keeps = findKeptParameters(node, file);
  return {
    name,
    label: toLabel(node, handlers),
    line: lineOf(node, file),
    parent: numberOf(around, file),
    class: isMethod(node) ? classNameOf(node) : null,
    isMember: isMember(node),
    isAsync: node.async || promising.has(node),
    escapes: name !== null && isHandedOn(node, file),
    arity: countDeclared(node),
    needs: countNeeded(node),
    ...(keeps.length > 0 && { keeps }),
    handler: handler && !handler.isBoundary ? toHandler(handler) : null,
    boundary,
    // what is chosen by a class is given no other error, whoever else is called as it is
    parameters: boundary?.isChosen ? findChosen(node, file) : findParameters(node, file, boundary !== null),
  };
}

/** As the `length` of a function has it, by which Express knows error middleware: those before the first with a default. */
function countDeclared({ params }: FunctionNode): number {
  const end = params.findIndex(({ type }) => type === "AssignmentPattern" || type === "RestElement");
  return end < 0 ? params.length : end;
}

/** Those up to the last that is neither optional nor has a default. */
function countNeeded({ params }: FunctionNode): number {
  const isNeeded = (each: TSESTree.Parameter): boolean =>
    each.type !== "AssignmentPattern" && each.type !== "RestElement" && !("optional" in each && each.optional);
  return params.map(isNeeded).lastIndexOf(true) + 1;
}

/** The nearest function around a catch that has a name, which is who is asked about. */
function ownerOf(node: TSESTree.Node): FunctionNode | null {
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) if (functionName(at) !== null) return at;
  return null;
}

function toHandler({ framework, evidence }: Handler): FunctionEntry["handler"] {
  const route = evidence.type === "CallExpression" ? findRegisteredRoute(evidence) : null;
  return { framework: framework.name, offset: evidence.range[0], ...(route !== null && { route }) };
}

/**
 * A boundary notifies if it does so on some path, as it may skip client faults; it answers if it sends and the error ends. What is
 * chosen by a class does neither for other errors.
 */
function toBoundary({ framework, function: node }: Handler, file: ReadFile): FunctionEntry["boundary"] {
  if (findSelected(node, file).length > 0)
    return { framework: framework.name, notifies: false, answers: false, isChosen: true };
  const fate = file.facts.fates.find(({ caught }) => caught.node === node);
  const paths = fate?.paths ?? [];
  const notifies = paths.some(({ steps }) => steps.some(({ event }) => event.kind === "notified"));
  const ends = paths.length > 0 && toOutcome(paths).ends !== "no";
  const answers = ends && isSending(node, file);
  const isAlike = answers && isBlind(node, fate?.caught.binding ?? null, file);
  return { framework: framework.name, notifies, answers, ...(isAlike && { isBlind: true }) };
}

function isSending(node: FunctionNode, { facts, roles }: ReadFile): boolean {
  const [start, end] = node.range;
  const calls = facts.nodes.calls.filter(({ range }) => start <= range[0] && range[1] <= end);
  return calls.some((call) => facts.known.meaningOf(call, roles)?.kind === "sink");
}

function isMethod(node: FunctionNode): boolean {
  const type = parentOutsideCasts(node)?.type;
  return type === "MethodDefinition" || type === "PropertyDefinition";
}

function isMember(node: FunctionNode): boolean {
  const parent = parentOutsideCasts(node);
  if (parent?.type === "AssignmentExpression") return unwrap(parent.left).type === "MemberExpression";
  return isMethod(node) || parent?.type === "Property";
}

/** The functions that return a promise without being `async`, as far as their types or what they return shows. */
function findPromising({ facts }: ReadFile): ReadonlySet<FunctionNode> {
  const found = new Set<FunctionNode>();
  const take = (node: FunctionNode | null, returned: TSESTree.Node | null): void => {
    if (node && returned && isPromise(returned)) found.add(node);
  };
  for (const statement of facts.nodes.returns) take(enclosingFunction(statement), statement.argument);
  for (const node of facts.nodes.functions) {
    if (node.body.type !== "BlockStatement") take(node, node.body);
    const type = node.returnType?.typeAnnotation;
    if (type && /\bPromise(?:Like)?\b/.test(facts.source.text.slice(...type.range))) found.add(node);
  }
  return found;
}

/** `new Promise(…)`, `Promise.all(…)`, `….then(…)` */
function isPromise(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type !== "CallExpression" && inner.type !== "NewExpression") return false;
  const callee = unwrap(inner.callee);
  if (callee.type === "Identifier") return inner.type === "NewExpression" && callee.name === "Promise";
  if (callee.type !== "MemberExpression") return false;
  const object = unwrap(callee.object);
  if (object.type === "Identifier" && object.name === "Promise") return true;
  return /^(?:then|catch|finally)$/.test(propertyName(callee) ?? "");
}

/** Stands as a value where it is neither called, nor given to a call, nor exported. */
function isHandedOn(node: FunctionNode, { facts }: ReadFile): boolean {
  const holder = node.id ? node : parentOutsideCasts(node);
  const name = node.id ?? (holder?.type === "VariableDeclarator" ? holder.id : null);
  if (!holder || name?.type !== "Identifier") return false;
  const variable = facts.bindings.declaredBy(holder).find(({ identifiers }) => identifiers.includes(name));
  return variable?.references.some(({ identifier }) => isValue(identifier as TSESTree.Identifier)) ?? false;
}

function isValue(identifier: TSESTree.Identifier): boolean {
  const parent = parentOutsideCasts(identifier);
  switch (parent?.type) {
    case "ReturnStatement":
    case "ArrayExpression":
    case "ConditionalExpression":
    case "SpreadElement":
      return true;
    case "Property":
      return unwrap(parent.value) === identifier && !isExported(parent.parent);
    case "AssignmentExpression":
      return unwrap(parent.right) === identifier && !isExports(parent.left);
    default:
      return false;
  }
}

/** `export default { load }`, `module.exports = { load }` */
function isExported(object: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(object);
  if (parent?.type === "AssignmentExpression") return isExports(parent.left);
  return parent?.type === "ExportDefaultDeclaration";
}

/** `exports.load`, `module.exports`, `module.exports.load` */
function isExports(target: TSESTree.Node): boolean {
  let root = target;
  while (root.type === "MemberExpression") root = root.object;
  return root.type === "Identifier" && root !== target && /^(?:module|exports)$/.test(root.name);
}

function findParameters(node: FunctionNode, file: ReadFile, isBoundary: boolean): FunctionEntry["parameters"] {
  return node.params.flatMap((parameter, index) =>
    findErrors(parameter, isBoundary).flatMap((target) => {
      const { name } = target;
      const isAsking = isErrorName(name) || isGuardName(functionName(node)) || mayAskForErrors(node, file);
      if (!isAsking && !mayWrite(node, file)) return [];
      const selected = isErrorName(name) ? findSelected(node, file) : [];
      if (selected.length > 0) return [toSelected({ index, name }, selected, findTreatment(target, node, file))];
      const isRest = parameter.type === "RestElement";
      const found = findTreatment(isRest ? parameter : target, node, file);
      const treatment = isAsking ? found : toWriting(found);
      return treatment.asks.length > 0 || treatment.passes.length > 0 || treatment.logs || treatment.notifies
        ? [{ index, name, ...treatment, ...(isRest && { isRest }) }]
        : [];
    }),
  );
}

/** The error of a filter that is chosen by its class, which is asked before anything else. */
function findChosen(node: FunctionNode, file: ReadFile): FunctionEntry["parameters"] {
  const [target] = findErrors(node.params[0] ?? node, true);
  if (!target) return [];
  const treatment = findTreatment(target, node, file, true);
  return [toSelected({ index: 0, name: target.name }, findSelected(node, file), treatment)];
}

/** What a wrap keeps from coming to it, no reading below the wraps can make good. */
function toSelected(
  parameter: Pick<ErrorParameter, "index" | "name">,
  selected: readonly Ask[],
  { asks, passes, logs, notifies }: ReturnType<typeof findTreatment>,
): ErrorParameter {
  return { ...parameter, asks: [...selected, ...asks], passes, ...(logs && { logs }), notifies };
}

/** Whether a function may ask if what it is given is an error, by whatever name. */
function mayAskForErrors({ body }: FunctionNode, { facts: { source } }: ReadFile): boolean {
  return body !== null && /\binstanceof Error\b/.test(source.text.slice(...body.range));
}

/** Whether a function may write out what it is given, by whatever name. */
function mayWrite({ body }: FunctionNode, { facts: { source } }: ReadFile): boolean {
  return (
    body !== null && /\bJSON\.stringify\b|\bObject\.|\.\.\.|\bserializeError\b/.test(source.text.slice(...body.range))
  );
}

/** Of what a function does with a value that is an error for some callers alone, what concerns those. */
function toWriting({ asks }: Treatment): ReturnType<typeof findTreatment> {
  return { asks: asks.filter(({ whole }) => whole === "written"), passes: [], notifies: false };
}

/** A parameter, or all further ones; of a boundary also the parts that it is taken apart into: `errorFormatter({ shape, error })`. */
function findErrors(parameter: TSESTree.Node, isBoundary: boolean): TSESTree.Identifier[] {
  const target =
    parameter.type === "AssignmentPattern"
      ? parameter.left
      : parameter.type === "RestElement"
        ? parameter.argument
        : parameter;
  if (target.type === "Identifier") return [target];
  if (target.type !== "ObjectPattern" || !isBoundary) return [];
  return target.properties.flatMap(({ value }) => (value?.type === "Identifier" ? value : []));
}

/** A function whose name says that it asks something of what it is given. */
export function isGuardName(name: string | null): boolean {
  return name !== null && /(?:^|\.)(?:is|has|was|can|should|assert|match|matches)(?:[A-Z_]|$)/.test(name);
}
