import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../../../src/analysis/facts.ts";
import type { Fate } from "../../../src/analysis/fate.ts";
import { isMadeBy } from "../../../src/analysis/match.ts";
import type { Meaning, Roles } from "../../../src/analysis/meaning.ts";
import type { Origin } from "../../../src/syntax/bindings.ts";
import { toPosition } from "../../../src/syntax/position.ts";

/** What a name is, as the analysis sees it. */
export interface ToldName {
  readonly name: string;
  readonly line: number;
  /** Where it comes from. */
  readonly origin: string;
  /** What is known about it, by the contract or the tables of knowledge; `null` where nothing is. */
  readonly meaning: string | null;
}

/** What is called, made and asked for by class where `isAsked`, in source order, each name once. */
export function tellNames(facts: Facts, isAsked: (node: TSESTree.Node) => boolean): ToldName[] {
  const { nodes, known, handlers, fates } = facts;
  const roles: Roles = new Map(handlers.flatMap((handler) => [...handler.roles]));
  const called = nodes.calls.filter(isAsked).map((call) => ({
    node: call.callee,
    meaning: tellMeaning(known.meaningOf(call, roles)),
  }));
  const classes = fates.flatMap(findTestedClasses).filter(isAsked);
  const tested = classes.map((node) => ({
    node,
    meaning: known.isCodedClass(node) ? "a class of coded errors" : null,
  }));
  const names = new Map<string, ToldName>();
  for (const each of [...called, ...tested].sort((one, other) => one.node.range[0] - other.node.range[0])) {
    const told = tellName(each, facts);
    if (told.name.length <= 60 && !names.has(told.name)) names.set(told.name, told);
  }
  return [...names.values()];
}

/** `NotThere` in `err instanceof NotThere` */
function findTestedClasses({ paths }: Fate): TSESTree.Node[] {
  const tests = (paths ?? []).flatMap(({ steps }) => steps.map(({ event }) => event.node));
  return tests.flatMap((node) =>
    node.type === "BinaryExpression" && node.operator === "instanceof" ? [node.right] : [],
  );
}

interface Named {
  readonly node: TSESTree.Node;
  readonly meaning: string | null;
}

function tellName({ node, meaning }: Named, facts: Facts): ToldName {
  const { bindings, source } = facts;
  const { line } = toPosition(source.text, node.range[0]);
  const by = meaning !== null && isOfContract(node, facts) ? `${meaning}, by the contract` : meaning;
  const name = source.text.slice(...node.range).replaceAll(/\s+/g, " ");
  return { name, line, origin: tellOrigin(bindings.originOf(node)), meaning: by };
}

/** Whether a binding of the contract says what a name is. */
function isOfContract(node: TSESTree.Node, { setting: { contract }, known, bindings, source }: Facts): boolean {
  if (!contract) return false;
  const { errors, notifiers, sanitizers, enrichers, guards, causeFinders, unwrappers } = contract;
  const origin = bindings.originOf(node);
  const isMade = origin !== null && errors.some((binding) => isMadeBy(origin, binding, source.path));
  return (
    isMade ||
    known.find(node, [
      ...errors,
      ...notifiers,
      ...sanitizers,
      ...enrichers,
      ...guards,
      ...causeFinders,
      ...unwrappers,
    ]) !== null
  );
}

function tellOrigin(origin: Origin | null): string {
  if (!origin) return "unknown: what it is cannot be told from this file";
  const { root, path } = origin;
  const member = path.length === 0 ? "" : `\`${path.join(".")}\` of `;
  switch (root.kind) {
    case "import":
      return path.length === 0 ? `the module "${root.module}"` : `${member}the module "${root.module}"`;
    case "global":
      return `the global \`${path.join(".")}\``;
    case "declaration":
      return isParameter(root.variable)
        ? `${member}the parameter \`${root.variable.name}\``
        : `${member}\`${root.variable.name}\` of this file`;
    case "instance":
      return `${member}what ${makers[root.made]} ${tellOrigin(root.of)}`;
    case "this":
      return `${member}\`this\``;
  }
}

const makers = { call: "is returned by", new: "is made with `new` of", type: "has the type" } as const;

function tellMeaning(meaning: Meaning | null): string | null {
  switch (meaning?.kind) {
    case undefined:
      return null;
    case "notification":
      return `tells ${meaning.notifier}`;
    case "construction":
      return "makes an error";
    case "sink":
      return `sends to the client, as \`${meaning.sink.name}\` of ${meaning.sink.framework.title}`;
    case "handover":
      return "hands the error on";
    default:
      return meaning && meanings[meaning.kind];
  }
}

const meanings = {
  log: "writes a log record",
  enrichment: "adds context to the error that it is given",
  sanitizer: "makes of it what may be sent",
  guard: "tells whether the error is coded",
  "cause-finder": "looks through the causes",
  unwrapping: "gives back what is wrapped",
  rejection: "rejects a promise",
  thrower: "throws the error that it makes",
  exit: "ends the process",
  local: "a function of this file, which is followed",
  conversion: "makes a string",
  runner: "runs the function that it is given",
  pure: "has no effect on errors",
} as const;

function isParameter({ defs }: Variable): boolean {
  return defs.some(({ type }) => type === "Parameter");
}
