import type { TSESTree } from "@typescript-eslint/types";
import { findHandlers } from "../../src/analysis/find-handlers.ts";
import { findAssignmentSink, findReturnSink, findSink, type SinkContext } from "../../src/analysis/find-sinks.ts";
import type { Nodes } from "../../src/analysis/facts.ts";
import type { Handler } from "../../src/analysis/handler.ts";
import { findImports } from "../../src/analysis/imports.ts";
import type { Roles } from "../../src/analysis/meaning.ts";
import { collectNodes } from "../../src/analysis/nodes.ts";
import type { Sink } from "../../src/analysis/sink.ts";
import type { Contract } from "../../src/contract/contract.ts";
import type { Framework } from "../../src/knowledge/framework.ts";
import { frameworks as knownFrameworks } from "../../src/knowledge/frameworks.ts";
import { Bindings } from "../../src/syntax/bindings.ts";
import { parse } from "../../src/syntax/parse.ts";
import { isFunction, functionName } from "../../src/syntax/unwrap.ts";

export interface Options {
  readonly path?: string;
  readonly contract?: Contract;
  readonly frameworks?: readonly Framework[];
}

/** A file with its handlers and sinks, in a form that reads well where a test compares it. */
export interface Analysed {
  readonly handlers: readonly Handler[];
  readonly text: (node: TSESTree.Node) => string;
  /** The sinks of all calls, assignments and returned values, in the order in which they end. */
  readonly sinks: readonly Sink[];
}

export function analyse(code: string, options: Options = {}): Analysed {
  const { path = "/srv/src/orders.ts", contract = null, frameworks = knownFrameworks } = options;
  const { source, problem } = parse(path, code);
  if (!source) throw new Error(`the example does not parse: ${problem.message}`);
  const nodes = collectNodes(source.ast);
  const bindings = new Bindings(source.scopeManager);
  const imports = findImports(source, nodes);
  const handlers = findHandlers({ source, nodes, bindings, imports, contract }, frameworks);
  const context: SinkContext = { bindings, frameworks, path };
  return { handlers, text: ({ range }) => source.text.slice(...range), sinks: findSinks(nodes, handlers, context) };
}

function findSinks(nodes: Nodes, handlers: readonly Handler[], context: SinkContext): Sink[] {
  const roles: Roles = new Map(handlers.flatMap((handler) => [...handler.roles]));
  const exits = handlers.flatMap((handler) =>
    [...nodes.returns, handler.function.body].map((node) => findReturnSink(handler, node, context)),
  );
  const sent = nodes.calls.map((node) => findSink(node, roles, context));
  const assigned = nodes.assignments.map((node) => findAssignmentSink(node, roles, context));
  const found = [...sent, ...assigned, ...exits].filter((sink) => sink !== null);
  return found.sort((left, right) => left.node.range[1] - right.node.range[1]);
}

/** `express (req: request, res: response)`, `express boundary (…)`, with the function's name where it has one. */
export function handlersIn(code: string, options: Options = {}): string[] {
  return analyse(code, options).handlers.map((handler) => {
    const name = functionName(handler.function);
    const roles = [...handler.roles].map(
      ([variable, { role, path }]) => `${variable.name}: ${[role, ...(path ?? [])].join(".")}`,
    );
    const kind = handler.isBoundary ? " boundary" : "";
    return `${handler.framework.name}${kind} ${name ?? ""}(${roles.join(", ")})`;
  });
}

/** `res.json(err) → 500`: a sink's name, what it sends, and the status that it has; the channel, if not the body. */
export function sinksIn(code: string, options: Options = {}): string[] {
  const { sinks, text } = analyse(code, options);
  return sinks.map(({ name, data, status, channel }) => {
    const sent = data.map((node) => (isFunction(node) ? "…" : text(node))).join(", ");
    return `${name}(${sent})${status === null ? "" : ` → ${status}`}${channel === "body" ? "" : ` [${channel}]`}`;
  });
}
