import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { findMountedApps, type AppCall, type MountedApp } from "../analysis/find-mounted-apps.ts";
import { findOptionDoubt, findOptionPlaces, type OptionPlace } from "../analysis/find-option-places.ts";
import { parametersOf } from "../analysis/find-roles.ts";
import { appForms } from "../knowledge/app-forms.ts";
import { mountedFrameworks } from "../knowledge/mounted-framework.ts";
import { functionName, isWithin, propertyValue, type FunctionNode } from "../syntax/unwrap.ts";
import { findAppOrder, isInOrder, lengthOf, type AppOrder } from "./app-boundary.ts";
import { isDeclaredAbove } from "./boundary-above.ts";
import { findNeglectedDuty } from "./boundary-duty.ts";
import { isClientCode } from "./client-code.ts";
import { toExcerpt } from "./excerpt.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";
import { missingBoundary } from "./missing-boundary.ts";

const rule = "require-boundary";

/** C5: what handlers throw meets no boundary, or one that cannot do its work. */
export const requireBoundary: Finder = {
  rule,
  messages: {
    missing: "No boundary is mounted on {{app}}: where a handler throws an error, {{fate}}. {{advice}}",
    behind:
      "`{{boundary}}` stands before `{{handler}}`: Express looks for a boundary only behind the handler that failed. Mount it behind all handlers.",
    before:
      "`{{boundary}}` stands behind `{{handler}}`: in Koa, it sees only what fails in what is mounted behind it. Mount it before all handlers.",
    short:
      "`{{name}}` has {{count}} parameters, and Express knows a boundary by its four: it is called like any other middleware, and never with an error. Give it all four.",
    silent:
      "This boundary of {{framework}} answers, and nobody is notified of what it gets: only clients learn that something failed. Notify of every error whose fault is the server's.",
    loud: "This boundary of {{framework}} reports to {{notifier}} whatever it gets: somebody is called for errors that only the client can mend. Ask for the error's fault first.",
    mount: missingBoundary.messages["mount"] ?? "",
  },
  concerns:
    /["'](?:npm:)?(?:express|fastify|koa|hono|elysia|restify|@trpc\/server|@apollo\/server)(?:@[^"'/]*)?(?:\/\w+)?["']/,
  find(facts) {
    if (isClientCode(facts)) return [];
    const apps = findMountedApps(facts).flatMap((app) => findInApp(app, facts) ?? []);
    return [...apps, ...findInOptions(facts), ...findShort(facts), ...findNeglected(facts)].sort(
      (left, right) => left.node.range[0] - right.node.range[0],
    );
  },
};

function findInApp(app: MountedApp, facts: Facts): Finding | null {
  const order = findAppOrder(app, facts);
  if (order.handlers.length === 0) return null;
  if (order.boundaries.length > 0) return findMisplaced(app, order, facts);
  const [first] = order.handlers;
  const isUnseen =
    order.unseen.some((each) => app.form.order !== "behind" || !first || isBehind(each, first)) ||
    // a router has its own boundary, if any, for its own handlers
    order.handlers.every((each) => order.unseen.includes(each));
  if (isUnseen || isDeclaredAbove(facts) || hasShort(facts)) return null;
  return toMissing(app.node, { app: app.name, fate: app.framework.fate, advice: app.form.advice }, facts);
}

function toMissing(node: TSESTree.Node, data: Readonly<Record<string, string>>, facts: Facts): Finding {
  const proposals = missingBoundary.find(facts).flatMap((each) => (isWithin(node, each.node) ? each.proposals : []));
  return {
    rule,
    messageId: "missing",
    data,
    node,
    proposals,
    unsettled: proposals.length > 0 ? null : "which boundary is to stand there, only a person can tell",
  };
}

/** What a client sees is decided by an option, which nobody else can give: `initTRPC.create()`, `new ApolloServer({ resolvers })`. */
function findInOptions(facts: Facts): Finding[] {
  const { source, bindings } = facts;
  const places = findOptionPlaces({ path: source.path, source, bindings, imports: [] });
  if (places.length === 0 || isDeclaredAbove(facts)) return [];
  return places.flatMap((place) => {
    const form = optionAdvice[place.parts[0] ?? ""];
    const framework = facts.known.frameworks.find(({ name }) => name === mountedFrameworks[place.framework].table);
    if (!form || !framework || findOptionDoubt(place) !== null || isMaskedElsewhere(place, facts)) return [];
    return [toMissing(place.node, { app: form.app, fate: framework.fate, advice: form.advice }, facts)];
  });
}

const optionAdvice: Readonly<Record<string, { readonly app: string; readonly advice: string } | undefined>> = {
  errorFormatter: { app: "the procedures of `initTRPC`", advice: "Give `create` an `errorFormatter`." },
  formatError: { app: "this `ApolloServer`", advice: "Give it a `formatError`." },
};

/** A schema of another file may mask what its resolvers throw, and so may a middleware that looks at what procedures end with. */
function isMaskedElsewhere({ framework, options }: OptionPlace, { source }: Facts): boolean {
  if (framework === "trpc") return /\.ok\b/.test(source.text);
  const schema = options === null || options === "unseen" ? "unknown" : propertyValue(options, "schema");
  return schema !== null;
}

/** The boundaries of the file that notify never, or always. */
function findNeglected(facts: Facts): Finding[] {
  return facts.handlers.flatMap(({ isBoundary, framework, function: node }) => {
    const isOnly = facts.handlers.filter((each) => each.isBoundary).length === 1;
    const fate = facts.fates.find(({ caught }) => caught.kind === "boundary" && caught.node === node);
    const isKnown = appForms.some((form) => form.framework === framework.name);
    const duty = isBoundary && isOnly && isKnown && fate ? findNeglectedDuty(fate, framework.name, facts) : null;
    if (!duty) return [];
    const data = { framework: framework.title, notifier: duty.kind === "loud" ? duty.notifier : "" };
    const unsettled = "whose fault an error is here, only a person can tell";
    return [
      { rule, messageId: duty.kind, data, node: duty.kind === "loud" ? duty.node : node, proposals: [], unsettled },
    ];
  });
}

/** The boundary that no handler has on its right side, though all that is mounted can be seen. */
function findMisplaced({ form }: MountedApp, { handlers, boundaries, unseen }: AppOrder, facts: Facts): Finding | null {
  if (form.order === "anywhere" || unseen.length > 0 || boundaries.length !== 1) return null;
  const [boundary] = boundaries;
  const missed = boundary && handlers.find((each) => isBehind(each, boundary) === (form.order === "behind"));
  if (!missed || !handlers.every((each) => isInOrder(each, boundary))) return null;
  return {
    rule,
    messageId: form.order,
    data: { boundary: toExcerpt(boundary.node, facts), handler: toExcerpt(missed.node, facts) },
    node: boundary.node,
    proposals: [],
    unsettled: "what stands between them may have to stay where it is",
  };
}

function isBehind(left: AppCall, right: AppCall): boolean {
  return left.node.range[1] > right.node.range[1];
}

/** Express's boundaries that are none, for they have not four parameters. */
function findShort(facts: Facts): Finding[] {
  return findShortBoundaries(facts).map((node) => ({
    rule,
    messageId: "short",
    data: { name: functionName(node) ?? "(err, req, res) => …", count: String(lengthOf(node)) },
    node,
    proposals: [],
    unsettled: "whether what it does is right has never been seen",
  }));
}

function hasShort(facts: Facts): boolean {
  return findShortBoundaries(facts).length > 0;
}

function findShortBoundaries({ handlers }: Facts): FunctionNode[] {
  return handlers.flatMap(({ framework, isBoundary, function: node }) => {
    if (framework.name !== "express" || lengthOf(node) === 4) return [];
    return isBoundary || isMeantForErrors(parametersOf(node)) ? [node] : [];
  });
}

/** `(err, req, res) => …` */
function isMeantForErrors(parameters: readonly TSESTree.Parameter[]): boolean {
  const names = parameters.map((each) => nameOf(each.type === "AssignmentPattern" ? each.left : each));
  return /^_?(?:err|error)$/.test(names[0] ?? "") && /^_?req/.test(names[1] ?? "") && /^_?res/.test(names[2] ?? "");
}

function nameOf(node: TSESTree.Node): string {
  return node.type === "Identifier" ? node.name : "";
}
