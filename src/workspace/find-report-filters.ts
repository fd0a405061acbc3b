import type { TSESTree } from "@typescript-eslint/types";
import { moduleOf } from "../analysis/match.ts";
import type { NotifierFilter } from "../knowledge/notifier.ts";
import { notifiers } from "../knowledge/notifiers.ts";
import { resolveConstant } from "../syntax/constants.ts";
import { traverse } from "../syntax/traverse.ts";
import { enclosingFunction, type FunctionNode, isWithin, lastName, propertyName } from "../syntax/unwrap.ts";
import type { Ask, Listener, Treatment } from "./file-contribution.ts";
import { findTreatment, findTreatmentOf } from "./find-treatment.ts";
import { isErrorName } from "./is-error-name.ts";
import { isTested } from "./is-tested.ts";
import { lineOf, toShortText } from "./to-short-text.ts";
import { functionOf, numberOf, type ReadFile } from "./to-reference.ts";

/**
 * Who decides what a monitoring service is told, by what the outermost error is: `Sentry.init({ ignoreErrors: ["timeout"] })`,
 * `Bugsnag.addOnError((event) => event.originalError.code !== 1)`.
 */
export function findReportFilters(file: ReadFile): Listener[] {
  return file.facts.nodes.calls.flatMap((call) =>
    findFilters(call, file).flatMap(({ filter, value }) => toListener(filter, value, file) ?? []),
  );
}

interface Given {
  readonly filter: NotifierFilter;
  readonly value: TSESTree.Node;
}

function findFilters(call: TSESTree.CallExpression | TSESTree.NewExpression, file: ReadFile): Given[] {
  const origin = file.facts.bindings.originOf(call.callee);
  const module = origin && moduleOf(origin);
  const notifier = module === null ? null : notifiers.find(({ modules }) => modules.includes(module));
  if (!notifier) return [];
  const [first] = call.arguments;
  const method = notifier.filters.find(({ name }) => name === lastName(call.callee));
  if (method && first) return [{ filter: method, value: first }];
  return call.arguments.flatMap((argument) => findInOptions(argument, notifier.filters, file));
}

function findInOptions(node: TSESTree.Node, filters: readonly NotifierFilter[], file: ReadFile): Given[] {
  const options = resolveConstant(node, file.facts.bindings);
  if (options.type !== "ObjectExpression") return [];
  return options.properties.flatMap((property) => {
    if (property.type !== "Property") return [];
    const filter = filters.find(({ name }) => name === propertyName(property));
    return filter ? [{ filter, value: property.value }] : [];
  });
}

function toListener(filter: NotifierFilter, value: TSESTree.Node, file: ReadFile): Listener | null {
  const { asks, passes } = findTreatmentBy(filter, value, file);
  if (asks.length + passes.length === 0) return null;
  const around = enclosingFunction(value);
  return {
    function: numberOf(around, file),
    self: null,
    line: lineOf(value, file),
    kind: "report",
    asks,
    passes,
    leaves: "no",
    ends: "no",
    emits: false,
  };
}

/** What it asks; a list of texts does whatever they are, unless there are none. */
function findTreatmentBy(filter: NotifierFilter, value: TSESTree.Node, file: ReadFile): Treatment {
  const own = functionOf(value, file);
  if (own) return findInFunction(filter, own, file);
  const list = resolveConstant(value, file.facts.bindings);
  const isList = filter.errors === undefined && filter.parts === undefined;
  const isEmpty = list.type === "ArrayExpression" && list.elements.length === 0;
  return { asks: isList && !isEmpty ? [toAsk(filter.name, value, file)] : [], passes: [] };
}

function findInFunction({ errors = [], parts = [] }: NotifierFilter, own: FunctionNode, file: ReadFile): Treatment {
  const found: TSESTree.Node[] = [];
  const asks: Ask[] = [];
  const given = own.params.slice(0, 1).filter((each) => each.type === "Identifier" && isErrorName(each.name));
  traverse(own, (node) => {
    const name = node.type === "MemberExpression" || node.type === "Property" ? propertyName(node) : null;
    if (name === null || (node.type === "Property" && node.parent.type !== "ObjectPattern")) return;
    if (errors.includes(name) && node.type === "Property" && isParameterOf(node, own))
      given.push(node.value as TSESTree.Parameter);
    else if (errors.includes(name)) found.push(node);
    if (parts.includes(name) && isTested(node, file)) asks.push(toAsk(textOf(node, file), node, file));
  });
  const treatments = [findTreatmentOf(found, file), ...given.map((each) => findTreatment(each, own, file))];
  return {
    asks: [...asks.slice(0, 1), ...treatments.flatMap((each) => each.asks)],
    passes: treatments.flatMap((each) => each.passes),
  };
}

/** `(event, { originalException }) => …` */
function isParameterOf(node: TSESTree.Node, { params }: FunctionNode): boolean {
  return params.some((each) => isWithin(node, each));
}

function textOf({ range }: TSESTree.Node, file: ReadFile): string {
  return toShortText(file.facts.source.text.slice(...range));
}

function toAsk(text: string, node: TSESTree.Node, file: ReadFile): Ask {
  return { text, line: lineOf(node, file), isCause: false };
}
