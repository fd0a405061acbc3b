import type { TSESTree } from "@typescript-eslint/types";
import type { Contract } from "../contract/contract.ts";
import { isSameModule } from "../contract/module-name.ts";
import { findFrameworks } from "../analysis/evidence.ts";
import { findApps, registrationsOf, type Apps } from "../analysis/find-apps.ts";
import { findOptionPlaces, findOwnPart } from "../analysis/find-option-places.ts";
import { isExport, toPackagePath } from "../analysis/match.ts";
import type { Framework } from "../knowledge/framework.ts";
import { mountedFrameworks } from "../knowledge/mounted-framework.ts";
import { notifiers } from "../knowledge/notifiers.ts";
import { isFunction, lastName, literalString, propertyName, propertyValue, unwrap } from "../syntax/unwrap.ts";
import type { Origin } from "../syntax/bindings.ts";
import type { App, HandlerRegistration, Mount, Reference } from "./file-contribution.ts";
import { toConstructorReference, toModule, toReference, type ReadFile } from "./to-reference.ts";

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

export interface FoundMounts {
  readonly apps: readonly App[];
  readonly mounts: readonly Mount[];
  readonly registrations: readonly HandlerRegistration[];
  readonly filters: readonly Reference[];
}

/** The apps that a file makes, and what it puts on them and on others'. */
export function findMounts(file: ReadFile): FoundMounts {
  const { source, imports, known, nodes, bindings } = file.facts;
  const frameworks = findFrameworks({ path: source.path, imports, strings: nodes.strings }, known.frameworks);
  const search = new MountSearch(file, frameworks, findApps(nodes, frameworks, bindings));
  const concerns =
    frameworks.length > 0 || /\.(?:use|setErrorHandler|onError)\(/.test(source.text) || hasNotifier(imports);
  for (const call of concerns ? nodes.calls : []) search.take(call);
  search.takeSetting();
  search.takeOwn();
  return {
    apps: search.apps,
    mounts: search.mounts.map((mount) => ({ ...mount, after: search.modulesAfter(mount) })),
    registrations: search.registrations,
    filters: findFilters(file),
  };
}

function hasNotifier(imports: ReadonlySet<string>): boolean {
  return notifiers.some(({ modules }) => modules.some((module) => imports.has(module)));
}

/** Factories of routers: what they make is mounted on an app, and is none. */
const routers = new Set(["Router", "IRouter"]);
const mounting = new Set(["use", "setErrorHandler", "onError"]);

/** By which call something is put on an app. */
interface Registered {
  readonly framework: Framework;
  readonly offset: number;
  readonly route?: string;
  readonly isHandler: boolean;
}

class MountSearch {
  readonly apps: App[] = [];
  readonly mounts: Mount[] = [];
  readonly registrations: HandlerRegistration[] = [];
  /** Modules whose exports are put on apps, with the place where. */
  readonly #uses: { readonly module: string; readonly offset: number }[] = [];

  constructor(
    readonly file: ReadFile,
    readonly frameworks: readonly Framework[],
    readonly resolved: Apps,
  ) {}

  take(call: Call): void {
    this.#takeApp(call);
    const callee = unwrap(call.callee);
    const method = callee.type === "MemberExpression" ? propertyName(callee) : null;
    if (callee.type === "MemberExpression" && method !== null && call.type === "CallExpression")
      this.#takeMethod(call, callee, method);
    this.#takeSetup(call);
  }

  #takeApp(call: Call): void {
    const origin = this.file.facts.bindings.originOf(call.callee);
    const framework =
      origin &&
      this.frameworks.find(({ factories }) =>
        factories.some((factory) => !isRouter(factory.member, factory.module) && isExport(origin, factory)),
      );
    if (framework) this.apps.push({ framework: framework.name, offset: call.range[0] });
  }

  #takeMethod(call: TSESTree.CallExpression, callee: TSESTree.MemberExpression, method: string): void {
    const framework = this.frameworks.find(
      (each) =>
        (registrationsOf(each).has(method) || mounting.has(method) || nests(each, method)) &&
        this.resolved.isApp(callee.object, each),
    );
    const receiver = framework
      ? this.#findReceiver(callee.object)
      : mounting.has(method)
        ? this.#findImported(callee.object)
        : null;
    if (!receiver) return;
    const given = call.arguments.flatMap(flatten);
    const route = literalString(call.arguments[0]);
    const place = { offset: call.range[0], ...(route !== null && { route }) };
    if (framework)
      for (const each of given)
        this.#takeGiven(each, { framework, ...place, isHandler: registrationsOf(framework).has(method) });
    if (!mounting.has(method)) return;
    for (const each of given)
      this.#takeMount(each, { framework: framework?.name ?? null, offset: call.range[0], receiver });
  }

  #findReceiver(node: TSESTree.Node): Mount["receiver"] {
    const reference = toReference(node, this.file);
    return reference?.kind === "parameter" ? { kind: "parameter", of: reference.of } : { kind: "own" };
  }

  /** `import { app } from "./app.js"` */
  #findImported(node: TSESTree.Node): Mount["receiver"] | null {
    const reference = toReference(node, this.file);
    return reference?.kind === "import" ? { kind: "import", module: reference.module } : null;
  }

  /** What is put on an app: its module is noted, and a handler of another file becomes one. */
  #takeGiven(node: TSESTree.Node, { framework, isHandler, ...place }: Registered): void {
    const to = toReference(node, this.file) ?? this.#findCalled(node);
    if (to?.kind === "import") this.#uses.push({ module: to.module, offset: place.offset });
    if (isHandler && (to?.kind === "import" || to?.kind === "member"))
      this.registrations.push({ framework: framework.name, to, ...place });
  }

  /** `ordersRouter(service)`, `asyncHandler(controller.list)`: what is called, or what a wrapper is given. */
  #findCalled(node: TSESTree.Node): Reference | null {
    const inner = unwrap(node);
    if (inner.type !== "CallExpression") return null;
    const [first] = inner.arguments;
    const wrapped = first && toReference(first, this.file);
    return wrapped?.kind === "import" || wrapped?.kind === "member" ? wrapped : toReference(inner.callee, this.file);
  }

  #takeMount(node: TSESTree.Node, place: Pick<Mount, "framework" | "offset" | "receiver">): void {
    const boundary = this.#findBoundary(node);
    if (boundary) this.mounts.push({ ...place, boundary, after: [] });
  }

  #findBoundary(node: TSESTree.Node): Mount["boundary"] | null {
    const { facts } = this.file;
    const inner = unwrap(node);
    const callee = inner.type === "CallExpression" ? inner.callee : inner;
    const declared = this.#findDeclared(callee);
    if (declared) return { kind: "known", notifies: declared.notifies, answers: true };
    const origin = facts.bindings.originOf(callee);
    if (origin && isNotifiersBoundary(origin)) return { kind: "known", notifies: true, answers: false };
    const to = isFunction(inner) ? toReference(inner, this.file) : toReference(callee, this.file);
    return to && to.kind !== "parameter" ? { kind: "reference", to } : null;
  }

  #findDeclared(node: TSESTree.Node): Contract["boundaries"][number] | null {
    const { known, source, setting, bindings } = this.file.facts;
    const declared = setting.contract?.boundaries;
    const named = known.find(node, declared);
    const root = bindings.originOf(node)?.root;
    if (named || root?.kind !== "import") return named;
    return declared?.find(({ module }) => isSameModule(module, root.module, source.path) === true) ?? null;
  }

  /** `Sentry.setupExpressErrorHandler(app)` */
  #takeSetup(call: Call): void {
    const origin = this.file.facts.bindings.originOf(call.callee);
    const [first] = call.arguments;
    if (!origin || !first || !isNotifiersBoundary(origin)) return;
    const framework = this.frameworks.find((each) => this.resolved.isApp(first, each));
    const receiver = framework ? this.#findReceiver(first) : this.#findImported(first);
    if (!receiver) return;
    const boundary = { kind: "known", notifies: true, answers: false } as const;
    this.mounts.push({ framework: framework?.name ?? null, offset: call.range[0], receiver, boundary, after: [] });
  }

  /** `app.context.onerror = function (err) { … }`: Koa answers by that. */
  takeSetting(): void {
    const offset = this.file.facts.imports.has("koa")
      ? this.file.facts.source.text.search(/\.context\.onerror\s*=/)
      : -1;
    const boundary = { kind: "known", notifies: false, answers: true } as const;
    if (offset >= 0) this.mounts.push({ framework: "koa", offset, receiver: { kind: "own" }, boundary, after: [] });
  }

  /** What stands above all handlers of an app by registration, and is not what is generated: options, and Nest's filters. */
  takeOwn(): void {
    const { source, bindings, imports, nodes } = this.file.facts;
    const specifiers = [...imports].map((specifier) => ({ specifier }));
    const options = findOptionPlaces({ path: source.path, source, bindings, imports: specifiers });
    const own = options.flatMap((each) => {
      const value = findOwnPart(each)?.value;
      return value ? [{ framework: mountedFrameworks[each.framework].table, value }] : [];
    });
    // `t.middleware(Sentry.trpcMiddleware())` reports what procedures throw
    const reporting = (imports.has("@trpc/server") ? nodes.calls : []).flatMap(({ callee }) =>
      lastName(callee) === "trpcMiddleware" ? [{ framework: "trpc", value: callee }] : [],
    );
    const filters = findFilterNodes(this.file).map((value) => ({ framework: "nest", value }));
    for (const { framework, value } of [...own, ...reporting, ...filters]) {
      const given = unwrap(value);
      if (this.#findDeclared(given.type === "NewExpression" ? given.callee : given)) continue;
      const boundary = { kind: "known", notifies: false, answers: false } as const;
      this.mounts.push({ framework, offset: value.range[0], receiver: { kind: "own" }, boundary, after: [] });
    }
  }

  modulesAfter({ offset }: Mount): string[] {
    const before = new Set(this.#uses.filter((each) => each.offset <= offset).map(({ module }) => module));
    const after = this.#uses.filter((each) => each.offset > offset && !before.has(each.module));
    return [...new Set(after.map(({ module }) => module))];
  }
}

function isRouter(member: string, module: string): boolean {
  return routers.has(member) || module.includes("router");
}

function nests({ nestings = [] }: Framework, method: string): boolean {
  return nestings.some(({ methods }) => methods.includes(method));
}

function flatten(node: TSESTree.Node): TSESTree.Node[] {
  const inner = unwrap(node);
  return inner.type === "ArrayExpression" ? inner.elements.flatMap((each) => (each ? flatten(each) : [])) : [inner];
}

/** A notifier's middleware, as it is imported or as a member of what its plugin gives: `bugsnag.getPlugin("express").errorHandler`. */
function isNotifiersBoundary({ root, path }: Origin): boolean {
  if (root.kind === "instance") {
    const name = path.at(-1);
    return (
      moduleOf(root.of) !== null &&
      notifiers.some(
        ({ modules, boundaries }) => modules.includes(moduleOf(root.of) ?? "") && boundaries.includes(name ?? ""),
      )
    );
  }
  if (root.kind !== "import") return false;
  const module = toPackagePath(root.module);
  return notifiers.some(({ modules, boundaries }) => modules.includes(module) && boundaries.includes(path.join(".")));
}

function moduleOf({ root }: Origin): string | null {
  if (root.kind === "import") return toPackagePath(root.module);
  return root.kind === "instance" ? moduleOf(root.of) : null;
}

/** `app.useGlobalFilters(new ErrorFilter())`, `{ provide: APP_FILTER, useClass: ErrorFilter }` */
function findFilters(file: ReadFile): Reference[] {
  return findFilterNodes(file).flatMap((each) => toFilter(each, file));
}

function findFilterNodes({ facts: { source, nodes } }: ReadFile): TSESTree.Node[] {
  if (!/useGlobalFilters|APP_FILTER/.test(source.text)) return [];
  return nodes.calls.flatMap((call) => {
    const callee = unwrap(call.callee);
    if (callee.type === "MemberExpression" && propertyName(callee) === "useGlobalFilters") return call.arguments;
    return call.arguments.flatMap(findProviders);
  });
}

function toFilter(node: TSESTree.Node, file: ReadFile): Reference[] {
  const inner = unwrap(node);
  if (inner.type === "NewExpression") {
    const made = toConstructorReference(inner, file);
    return made ? [made] : [];
  }
  const origin = file.facts.bindings.originOf(inner);
  const name = origin?.path.at(-1) ?? (origin?.root.kind === "declaration" ? origin.root.variable.name : null);
  const module = origin?.root.kind === "import" ? toModule(origin.root.module, file) : null;
  return name === null ? [] : [{ kind: "member", name: "constructor", of: { module, name } }];
}

const providing = ["useClass", "useExisting", "useFactory", "useValue"];

function findProviders(node: TSESTree.Node): TSESTree.Node[] {
  const inner = unwrap(node);
  const providers = inner.type === "ObjectExpression" ? propertyValue(inner, "providers") : null;
  if (providers === null || providers === "unknown" || providers.type !== "ArrayExpression") return [];
  return providers.elements.flatMap((element) => {
    if (element?.type !== "ObjectExpression") return [];
    const provided = propertyValue(element, "provide");
    const used = providing.map((key) => propertyValue(element, key)).find((each) => each !== null);
    const isFilter =
      provided !== null && provided !== "unknown" && provided.type === "Identifier" && provided.name === "APP_FILTER";
    return isFilter && used && used !== "unknown" ? [used] : [];
  });
}
