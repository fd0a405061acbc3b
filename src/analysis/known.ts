import type { TSESTree } from "@typescript-eslint/types";
import type { Binding, Contract, ErrorBinding } from "../contract/contract.ts";
import { errorLibraries } from "../knowledge/error-libraries.ts";
import type { ErrorForm, ErrorLibrary } from "../knowledge/error-library.ts";
import type { Framework } from "../knowledge/framework.ts";
import { errorTexts } from "../knowledge/error-texts.ts";
import { frameworks } from "../knowledge/frameworks.ts";
import { loggers } from "../knowledge/loggers.ts";
import type { Notifier } from "../knowledge/notifier.ts";
import { notifiers } from "../knowledge/notifiers.ts";
import { isUnreassigned, type Bindings, type Origin } from "../syntax/bindings.ts";
import {
  type FunctionNode,
  isFunction,
  lastName,
  literalString,
  parentOutsideCasts,
  propertyName,
  unwrap,
} from "../syntax/unwrap.ts";
import { findPrivateMethod } from "../syntax/private-method.ts";
import type { Family } from "../syntax/types.ts";
import { isOfStreams } from "./find-caught-errors.ts";
import { findAssignmentSink, findSink } from "./find-sinks.ts";
import { findConstruction, toThrown } from "./find-construction.ts";
import { findReach, literalStatus } from "./find-reach.ts";
import { isBinding, isExport, toPackagePath } from "./match.ts";
import type { Meaning, Roles, Vocabulary } from "./meaning.ts";
import type { Sink } from "./sink.ts";

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What the names of one file are: the contract over knowledge, resolved through scopes. */
export class Known implements Vocabulary {
  readonly frameworks: readonly Framework[];
  readonly libraries: readonly ErrorLibrary[];
  readonly #tables: Tables;
  readonly #meanings = new Map<Call, Meaning | null>();
  readonly #meaningsByRoles = new WeakMap<Roles, Map<Call, Meaning | null>>();

  constructor(
    readonly bindings: Bindings,
    readonly contract: Contract | null,
    /** Of the file, absolute. */
    readonly path: string,
  ) {
    this.#tables = toTables(contract);
    this.frameworks = this.#tables.frameworks;
    this.libraries = this.#tables.libraries;
  }

  /** Whether an expression denotes one of these bindings of the contract. */
  find<T extends Binding>(node: TSESTree.Node, bindings: readonly T[] | undefined): T | null {
    if (!bindings || bindings.length === 0) return null;
    const origin = this.bindings.originOf(node);
    return (origin && bindings.find((binding) => isBinding(origin, binding, this.path))) ?? null;
  }

  meaningOf(node: Call, roles: Roles = noRoles): Meaning | null {
    let meanings = this.#meaningsByRoles.get(roles);
    if (!meanings) this.#meaningsByRoles.set(roles, (meanings = new Map()));
    const known = meanings.get(node);
    if (known !== undefined) return known;
    const meaning = this.#findMeaning(node, roles);
    meanings.set(node, meaning);
    return meaning;
  }

  #findMeaning(node: Call, roles: Roles): Meaning | null {
    const sink = findSink(node, roles, this);
    if (sink) return { kind: "sink", sink };
    const given =
      node.type === "CallExpression"
        ? (this.#handoverOf(node, roles) ?? this.#requestNotification(node, roles) ?? this.#throwerOf(node, roles))
        : null;
    if (given) return given;
    const known = this.#meanings.get(node);
    if (known !== undefined) return known;
    const meaning = this.#namedMeaning(node) ?? this.#ownMeaning(node);
    this.#meanings.set(node, meaning);
    return meaning;
  }

  sinkOfAssignment(node: TSESTree.AssignmentExpression, roles: Roles): Sink | null {
    return findAssignmentSink(node, roles, this);
  }

  /** What the contract or knowledge says that a call is. */
  #namedMeaning(node: Call): Meaning | null {
    const first = node.arguments[0] ?? null;
    const { contract } = this;
    const enrichment = this.#declaredEnrichment(node);
    // `OError.tag(err, "…");` changes what it is given, also where `throw OError.tag(err, "…")` is a wrap
    if (enrichment && node.parent.type === "ExpressionStatement") return enrichment;
    const construction = findConstruction(node, this);
    if (construction) return { kind: "construction", construction };
    if (this.find(node.callee, contract?.sanitizers)) return { kind: "sanitizer" };
    if (first && this.find(node.callee, contract?.guards)) return { kind: "guard", argument: first };
    const guarded = node.type === "CallExpression" ? this.#guardedByType(node) : null;
    if (guarded) return { kind: "guard", argument: guarded };
    if (this.find(node.callee, contract?.causeFinders)) return { kind: "cause-finder", argument: first };
    if (this.find(node.callee, contract?.unwrappers)) return { kind: "unwrapping", argument: first };
    if (enrichment) return enrichment;
    return node.type === "CallExpression" ? (this.#notificationOf(node) ?? this.#globalMeaning(node)) : null;
  }

  #declaredEnrichment(node: Call): Meaning | null {
    const enricher = this.find(node.callee, this.contract?.enrichers);
    const argument = enricher && node.arguments[enricher.argument];
    return argument ? { kind: "enrichment", argument } : null;
  }

  /** `isNotFound(err)`, where its declaration says `err is NotFoundError`: what a call asks about a coded error. */
  #guardedByType(node: TSESTree.CallExpression): TSESTree.Node | null {
    const { types } = this.bindings;
    const isNamed = types && this.contract?.errors.length && /^(?:is|has)[A-Z]/.test(lastName(node.callee) ?? "");
    if (!isNamed || !node.arguments.some((each) => unwrap(each).type === "Identifier")) return null;
    const guard = types.guardOf(node);
    return guard && this.isCodedFamily(guard.family) ? guard.argument : null;
  }

  /** What a call is by the file itself: a function declared in it, a logger, a name that says that it enriches. */
  #ownMeaning(node: Call): Meaning | null {
    if (node.type !== "CallExpression")
      return this.bindings.originOf(node.callee)?.root.kind === "global" ? { kind: "pure" } : null;
    if (this.isLog(node)) return { kind: "log" };
    const local = this.functionOf(node.callee);
    if (local) return { kind: "local", function: local, call: node };
    return this.#enrichmentByName(node);
  }

  /** The function of this file that an expression denotes, if it is declared once and never reassigned, or a private method. */
  functionOf(node: TSESTree.Node): FunctionNode | null {
    const inner = unwrap(node);
    if (isFunction(inner)) return inner;
    if (inner.type === "MemberExpression") return findPrivateMethod(inner);
    if (inner.type !== "Identifier") return null;
    const variable = this.bindings.variableOf(inner);
    const [declared] = variable?.defs ?? [];
    if (!variable || variable.defs.length > 1 || !isUnreassigned(variable) || declared?.type === "Parameter")
      return null;
    const definition = declared?.node;
    if (!definition) return null;
    if (definition.type === "FunctionDeclaration") return definition;
    const init =
      definition.type === "VariableDeclarator" && definition.id.type === "Identifier" && definition.init
        ? unwrap(definition.init)
        : null;
    return init && isFunction(init) ? init : null;
  }

  #enrichmentByName(node: TSESTree.CallExpression): Meaning | null {
    const name = lastName(node.callee);
    const first = node.arguments[0];
    return first && name && /^(?:add|attach|annotate|enrich|extend|tag|with)[A-Z_]/.test(name)
      ? { kind: "enrichment", argument: first }
      : null;
  }

  /** Whether somebody is notified by a call, unless it is something else as well; for most calls that is less than to ask what it is. */
  canNotify(node: Call): boolean {
    return node.type === "CallExpression" && this.#notificationOf(node) !== null;
  }

  #notificationOf(node: TSESTree.CallExpression): Meaning | null {
    const { contract } = this;
    if (this.find(node.callee, contract?.notNotifiers)) return null;
    const own = this.find(node.callee, contract?.notifiers);
    if (own)
      return {
        kind: "notification",
        notifier: own.name ?? `${own.type}.${own.member}`,
        argument: node.arguments[own.argument] ?? null,
      };
    const origin = this.bindings.originOf(node.callee);
    if (!origin) return null;
    for (const notifier of this.#tables.notifiers.get(moduleOf(origin)) ?? []) {
      if (!isFrom(origin, notifier)) continue;
      const meaning = toNotification(node, origin, notifier);
      if (meaning) return meaning;
    }
    return null;
  }

  /** `req.bugsnag.notify(err)`: the client that a notifier's middleware hangs on the request or the context. */
  #requestNotification(node: TSESTree.CallExpression, roles: Roles): Meaning | null {
    const callee = unwrap(node.callee);
    const client = callee.type === "MemberExpression" ? unwrap(callee.object) : null;
    if (callee.type !== "MemberExpression" || client?.type !== "MemberExpression") return null;
    const owner = this.bindings.variableOf(unwrap(client.object));
    const role = owner && roles.get(owner)?.role;
    if (role !== "request" && role !== "context") return null;
    const [member, method] = [propertyName(client) ?? "", propertyName(callee)];
    for (const { title, calls } of this.#tables.members.get(member) ?? []) {
      const call = calls.find((each) => each.method === method && isFirst(each.first, node));
      if (call) return { kind: "notification", notifier: title, argument: node.arguments[call.argument] ?? null };
    }
    return null;
  }

  /** `ctx.throw(404, "no order")`; with an error alone it throws that one, and is let be. */
  #throwerOf(node: TSESTree.CallExpression, roles: Roles): Meaning | null {
    const callee = unwrap(node.callee);
    const method = callee.type === "MemberExpression" ? propertyName(callee) : null;
    if (callee.type !== "MemberExpression" || method !== "throw" || node.arguments.length === 0) return null;
    if (node.arguments.length === 1 && literalStatus(node.arguments[0]) === null) return null;
    const reach = findReach(callee.object, roles, this);
    const framework = reach?.path.length === 0 ? reach.parameter.framework : undefined;
    const thrower = framework?.throwers?.find((each) => each.method === method && each.on === reach?.parameter.role);
    if (!framework || !thrower) return null;
    return { kind: "thrower", construction: toThrown(node, thrower, framework) };
  }

  #globalMeaning(node: TSESTree.CallExpression): Meaning | null {
    const origin = this.bindings.originOf(node.callee);
    if (!origin) return null;
    if (origin.root.kind === "import" && errorTexts.some((text) => isExport(origin, text)))
      return { kind: "conversion" };
    if (origin.root.kind !== "global") return null;
    const path = origin.path.join(".");
    const argument = node.arguments[0] ?? null;
    if (path === "Promise.reject") return { kind: "rejection", argument };
    if (EXITS.has(path)) return { kind: "exit" };
    if (path === "Object.assign" && argument) return { kind: "enrichment", argument };
    if (CONVERSIONS.has(path)) return { kind: "conversion" };
    return isPure(origin.path) ? { kind: "pure" } : null;
  }

  /** Whether a call writes a log record: a known logger's method, or a logging method of something called a logger. */
  isLog(node: TSESTree.CallExpression): boolean {
    const callee = unwrap(node.callee);
    if (callee.type !== "MemberExpression") return this.#isDebug(callee);
    const method = propertyName(callee);
    if (method === null || !LOG_METHODS.has(method)) return false;
    const origin = this.bindings.originOf(callee.object);
    if (origin && isKnownLogger(origin)) return true;
    const name = lastName(callee.object);
    return name !== null && /^(?:#?_?log|.*[lL]ogger|logging|LOG)$/.test(name);
  }

  /** `debug("rows")` of the package `debug`, and what it makes, which is itself what logs. */
  #isDebug(callee: TSESTree.Node): boolean {
    const origin = this.bindings.originOf(callee.type === "CallExpression" ? callee.callee : callee);
    const maker = origin?.root.kind === "instance" ? origin.root.of : origin;
    return maker?.root.kind === "import" && toPackagePath(maker.root.module) === "debug";
  }

  /**
   * Whether what a call logs with is certainly a logger: a library's, or one by name that comes from another module. A name of
   * this file's own may stand for anything.
   */
  isCertainLog(node: TSESTree.CallExpression, roles: Roles): boolean {
    const callee = unwrap(node.callee);
    if (callee.type !== "MemberExpression" || !this.isLog(node)) return false;
    const origin = this.bindings.originOf(callee.object);
    if (!origin) return false;
    // `request.log`, of a handler's request
    const isOfHandler = origin.root.kind === "declaration" && roles.has(origin.root.variable);
    return isKnownLogger(origin) || isOfHandler || moduleOf(origin) !== "";
  }

  /** The rejection or handover that a call is; `null` for any other. What it is called by tells most to be none. */
  leavingOf(node: Call, roles: Roles = noRoles): (Meaning & { kind: "rejection" | "handover" }) | null {
    const meaning = this.#canLeaveBy(unwrap(node.callee)) ? this.meaningOf(node, roles) : null;
    return meaning?.kind === "rejection" || meaning?.kind === "handover" ? meaning : null;
  }

  /** A parameter, what is called `reject` where it comes from, a method that goes by the name of one, or RxJS's `throwError`. */
  #canLeaveBy(callee: TSESTree.Node): boolean {
    if (callee.type === "MemberExpression") return /^(?:reject|emit)$/.test(propertyName(callee) ?? "");
    if (callee.type !== "Identifier") return false;
    if (this.bindings.variableOf(callee)?.defs[0]?.type === "Parameter") return true;
    return /^(?:reject|throwError)$/.test(this.bindings.originOf(callee)?.path.at(-1) ?? "");
  }

  /** Whether a call hands an error to somebody who waits for it: `reject(err)`, `callback(err)`, `next(err)`, `emit("error", err)`. */
  #handoverOf(node: TSESTree.CallExpression, roles: Roles): Meaning | null {
    const callee = unwrap(node.callee);
    if (callee.type === "MemberExpression") return this.#emissionOf(node, callee);
    const first = node.arguments[0];
    const variable = callee.type === "Identifier" ? this.bindings.variableOf(callee) : null;
    if (!variable || !first) return null;
    if (isOfStreams(callee, "throwError", this)) return toStreamError(first);
    const role = roles.get(variable)?.role;
    if (role === "next" || role === "done" || role === "callback")
      return { kind: "handover", via: "next", argument: first };
    const owner = variable.defs[0]?.type === "Parameter" ? variable.defs[0].node : null;
    if (!owner || !isFunction(owner))
      return this.#isResolverReject(callee) ? { kind: "handover", via: "reject", argument: first } : null;
    const index = owner.params.indexOf(variable.identifiers[0] as TSESTree.Parameter);
    if (index === 1 && this.isExecutor(owner)) return { kind: "handover", via: "reject", argument: first };
    const isCallback = index >= 0 && !this.isExecutor(owner) && CALLBACK_NAME.test(variable.name);
    return isCallback ? { kind: "handover", via: "callback", argument: first } : null;
  }

  #emissionOf(node: TSESTree.CallExpression, callee: TSESTree.MemberExpression): Meaning | null {
    const second = node.arguments[1];
    if (propertyName(callee) !== "emit" || literalString(node.arguments[0]) !== "error" || !second) return null;
    return { kind: "handover", via: "emit", argument: second };
  }

  /** `const { reject } = Promise.withResolvers()` */
  #isResolverReject(callee: TSESTree.Node): boolean {
    const origin = this.bindings.originOf(callee);
    if (origin?.root.kind !== "instance" || origin.path.join() !== "reject") return false;
    const maker = origin.root.of;
    return maker.root.kind === "global" && maker.path.join(".") === "Promise.withResolvers";
  }

  /** `new Promise((resolve, reject) => …)` */
  isExecutor(node: FunctionNode): boolean {
    const parent = parentOutsideCasts(node);
    if (parent?.type !== "NewExpression" || parent.arguments[0] !== node) return false;
    const origin = this.bindings.originOf(parent.callee);
    return (
      origin?.path.at(-1) === "Promise" ||
      (origin?.root.kind === "import" && /^(?:bluebird|q)$/i.test(origin.root.module))
    );
  }

  /** Whether a type is one of the contract's classes, or extends one. */
  isCodedFamily(family: Family): boolean {
    const errors = this.contract?.errors.filter((binding) => !binding.factory) ?? [];
    return family.some((origin) => errors.some((binding) => isBinding(origin, binding, this.path)));
  }

  isCodedClass(node: TSESTree.Node): boolean {
    const errors = this.contract?.errors.filter((binding) => !binding.factory);
    if (this.find(node, errors)) return true;
    const family = errors?.length ? this.bindings.types?.familyOfInstances(node) : null;
    if (family) return this.isCodedFamily(family);
    const inner = unwrap(node);
    const definition = inner.type === "Identifier" ? this.bindings.variableOf(inner)?.defs[0]?.node : null;
    const isSubclass = definition?.type === "ClassDeclaration" && definition.superClass !== null;
    return (
      isSubclass &&
      definition.superClass !== null &&
      unwrap(definition.superClass) !== inner &&
      this.isCodedClass(definition.superClass)
    );
  }

  /** The library whose class an expression denotes: `HttpException` in `err instanceof HttpException`. */
  libraryOfClass(node: TSESTree.Node): ErrorLibrary | null {
    const origin = this.bindings.originOf(node);
    if (!origin) return null;
    return (
      this.libraries.find((library) =>
        library.modules.some((module) => library.classes.some((member) => isExport(origin, { module, member }))),
      ) ?? null
    );
  }

  /** The contract's own class, where a wrap can be written. */
  get canonical(): ErrorBinding | null {
    return (
      this.contract?.errors.find((binding) => binding.canonical) ??
      this.contract?.errors.find((binding) => binding.wrap) ??
      null
    );
  }

  /** The library and form that a call has: `createError(404, "…")`. */
  formOf(node: Call): { readonly library: ErrorLibrary; readonly form: ErrorForm } | null {
    const origin = this.bindings.originOf(node.callee);
    if (origin?.root.kind !== "import") return null;
    const isNew = node.type === "NewExpression";
    const forms = this.#tables.forms.get(moduleOf(origin)) ?? [];
    return (
      forms.find(
        ({ form: { callee, construct } }) =>
          isExport(origin, callee) && (construct === "either" || construct === isNew),
      ) ?? null
    );
  }
}

const noRoles: Roles = new Map();

interface OwnedForm {
  readonly library: ErrorLibrary;
  readonly form: ErrorForm;
}

/** Knowledge without what a contract switches off, by the module that a name comes from. */
interface Tables {
  readonly frameworks: readonly Framework[];
  readonly libraries: readonly ErrorLibrary[];
  readonly notifiers: ReadonlyMap<string, readonly Notifier[]>;
  /** By the member of a request that holds a client. */
  readonly members: ReadonlyMap<string, readonly Notifier[]>;
  readonly forms: ReadonlyMap<string, readonly OwnedForm[]>;
}

const tables = new WeakMap<object, Tables>();
const withoutContract = {};

/** Made once for each contract, not for each file. */
function toTables(contract: Contract | null): Tables {
  const key = contract ?? withoutContract;
  const known = tables.get(key) ?? createTables(contract);
  tables.set(key, known);
  return known;
}

function createTables(contract: Contract | null): Tables {
  const isOn = ({ name }: { readonly name: string }): boolean => !contract?.knowledgeOff.has(name);
  const libraries = errorLibraries.filter(isOn);
  const forms = libraries.flatMap((library) => library.forms.map((form) => ({ library, form })));
  return {
    frameworks: frameworks.filter(isOn),
    libraries,
    notifiers: groupBy(notifiers.filter(isOn), ({ modules }) => modules),
    members: groupBy(notifiers.filter(isOn), ({ members = [] }) => members),
    forms: groupBy(forms, ({ form }) => [form.callee.module]),
  };
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

/** `throwError(() => err)`, or `throwError(err)` of old */
function toStreamError(given: TSESTree.Node): Meaning | null {
  const made = unwrap(given);
  if (!isFunction(made)) return { kind: "handover", via: "emit", argument: made };
  return made.body.type === "BlockStatement" ? null : { kind: "handover", via: "emit", argument: made.body };
}

/** The module that something comes from, however often it was called; `""` where it comes from none. */
function moduleOf({ root }: Origin): string {
  if (root.kind === "import") return toPackagePath(root.module);
  return root.kind === "instance" ? moduleOf(root.of) : "";
}

/** The call of a function that the nearest function around it was given: whose parameter it is does not matter. */
const CALLBACK_NAME = /^(?:cb|callback|done|fn|finish|complete|end)$|(?:Callback|Cb)$/;
const LOG_METHODS = new Set([
  "log",
  "trace",
  "debug",
  "verbose",
  "info",
  "notice",
  "warn",
  "warning",
  "error",
  "fatal",
  "crit",
  "critical",
  "alert",
  "emerg",
  "exception",
  "silly",
  "http",
  "dir",
  "table",
  "fail",
  "success",
]);
const CONVERSIONS = new Set(["String", "JSON.stringify", "encodeURIComponent", "encodeURI", "escape", "btoa"]);
const EXITS = new Set(["process.exit", "process.abort", "Deno.exit"]);
const PURE = new Set([
  ...[
    "Math",
    "Date",
    "Number",
    "Boolean",
    "Array",
    "Object",
    "Symbol",
    "BigInt",
    "JSON",
    "Reflect",
    "performance",
    "URL",
  ],
  ...["Error", "isNaN", "isFinite", "parseInt", "parseFloat", "structuredClone", "decodeURIComponent", "Buffer"],
]);
const PURE_OF_PROCESS = new Set(["hrtime", "uptime", "memoryUsage", "cwd"]);

function isPure([root, member]: readonly string[]): boolean {
  return PURE.has(root ?? "") || (root === "process" && PURE_OF_PROCESS.has(member ?? ""));
}

function isFrom(origin: Origin, notifier: Notifier): boolean {
  const { root } = origin;
  if (root.kind === "import") return notifier.modules.includes(toPackagePath(root.module));
  if (root.kind !== "instance") return false;
  return (
    isFrom(root.of, notifier) &&
    (root.made === "type" ? notifier.clientTypes.includes(root.of.path.at(-1) ?? "") : true)
  );
}

function toNotification(node: TSESTree.CallExpression, origin: Origin, notifier: Notifier): Meaning | null {
  const [method, ...rest] = origin.path;
  const runner = node.arguments.find((argument) => isFunction(argument));
  if (runner && isFunction(runner) && /^with(?:Isolation)?Scope$/.test(method ?? "")) {
    return { kind: "runner", function: runner };
  }
  if (rest.length > 0) return null; // `airbrake.routes.notify` and its kin are metrics
  const calls = notifier.calls.filter((call) => call.method === method && isFirst(call.first, node));
  const given = calls.map(({ argument }) => node.arguments[argument]).filter((argument) => argument !== undefined);
  // `rollbar.error("message", err)`: the error is found by its type
  const argument = given.find((each) => !isText(each)) ?? given[0] ?? null;
  return calls.length > 0 ? { kind: "notification", notifier: notifier.title, argument } : null;
}

function isFirst(literals: readonly string[] | undefined, { arguments: given }: TSESTree.CallExpression): boolean {
  return literals === undefined || literals.includes(literalString(given[0]) ?? "");
}

function isText(node: TSESTree.Node): boolean {
  return node.type === "TemplateLiteral" || literalString(node) !== null;
}

function isKnownLogger(origin: Origin): boolean {
  return loggers.some((logger) => isLoggerOrigin(origin, logger));
}

function isLoggerOrigin(origin: Origin, logger: (typeof loggers)[number]): boolean {
  const { root, path } = origin;
  if (root.kind === "global") return logger.global !== undefined && path.length === 1 && path[0] === logger.global;
  if (root.kind === "import") return path.length === 0 && logger.modules.includes(toPackagePath(root.module));
  if (root.kind !== "instance") return false;
  if (root.made === "type")
    return (
      logger.types.includes(root.of.path.at(-1) ?? "") &&
      root.of.root.kind === "import" &&
      logger.modules.includes(root.of.root.module)
    );
  return logger.factories.some((factory) => isExport(root.of, factory)) || isLoggerOrigin(root.of, logger);
}
