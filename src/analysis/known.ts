import type { TSESTree } from "@typescript-eslint/types";
import type { Binding, Contract, ErrorBinding } from "../contract/contract.ts";
import type { ErrorForm, ErrorLibrary } from "../knowledge/error-library.ts";
import type { Framework } from "../knowledge/framework.ts";
import { isUnreassigned, type Bindings } from "../syntax/bindings.ts";
import { type FunctionNode, isFunction, lastName, propertyName, unwrap } from "../syntax/unwrap.ts";
import { findPrivateMethod } from "../syntax/private-method.ts";
import type { Family } from "../syntax/types.ts";
import { findAssignmentSink, findSink } from "./find-sinks.ts";
import { findConstruction, toThrown } from "./find-construction.ts";
import { findGlobalMeaning } from "./find-global-meaning.ts";
import { canLeaveBy, findHandover } from "./find-handover.ts";
import { findNotification, findRequestNotification } from "./find-notification.ts";
import { findReach } from "./find-reach.ts";
import { literalStatus } from "./find-status.ts";
import { isLog } from "./is-log.ts";
import { type KnownTables, toKnownTables } from "./known-tables.ts";
import { isBinding, isExport, moduleOf } from "./match.ts";
import type { Meaning, Roles, Vocabulary } from "./meaning.ts";
import type { Sink } from "./sink.ts";

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What the names of one file are: the contract over knowledge, resolved through scopes. */
export class Known implements Vocabulary {
  readonly frameworks: readonly Framework[];
  readonly libraries: readonly ErrorLibrary[];
  readonly tables: KnownTables;
  readonly #meanings = new Map<Call, Meaning | null>();
  readonly #meaningsByRoles = new WeakMap<Roles, Map<Call, Meaning | null>>();

  constructor(
    readonly bindings: Bindings,
    readonly contract: Contract | null,
    /** Of the file, absolute. */
    readonly path: string,
  ) {
    this.tables = toKnownTables(contract);
    this.frameworks = this.tables.frameworks;
    this.libraries = this.tables.libraries;
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
        ? (findHandover(node, roles, this.bindings) ??
          findRequestNotification(node, roles, this) ??
          this.#throwerOf(node, roles))
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
    return node.type === "CallExpression"
      ? (findNotification(node, this) ?? findGlobalMeaning(node, this.bindings))
      : null;
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
    if (isLog(node, this.bindings)) return { kind: "log" };
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
    return node.type === "CallExpression" && findNotification(node, this) !== null;
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

  /** The rejection or handover that a call is; `null` for any other. What it is called by tells most to be none. */
  leavingOf(node: Call, roles: Roles = noRoles): (Meaning & { kind: "rejection" | "handover" }) | null {
    const meaning = canLeaveBy(unwrap(node.callee), this.bindings) ? this.meaningOf(node, roles) : null;
    return meaning?.kind === "rejection" || meaning?.kind === "handover" ? meaning : null;
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
    const forms = this.tables.forms.get(moduleOf(origin)) ?? [];
    return (
      forms.find(
        ({ form: { callee, construct } }) =>
          isExport(origin, callee) && (construct === "either" || construct === isNew),
      ) ?? null
    );
  }
}

const noRoles: Roles = new Map();
