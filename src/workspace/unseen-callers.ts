import type { FileContribution, Guard, Site } from "./file-contribution.ts";
import { isErrorName } from "./is-error-name.ts";
import { findParameterCalls } from "./find-parameter-calls.ts";
import type { WorkspaceFunction, WorkspaceSite } from "./functions.ts";
import type { Workspace, WorkspaceListener } from "./workspace.ts";

/** What calls a function at once and fails with it. */
export const transparent =
  /(?:^|\.)(?:then|catch|finally|map|flatMap|filter|some|every|reduce|find|findIndex|sort|Promise)$/;
/** What calls a function later, when nobody waits any more. */
export const detached =
  /(?:^|\.)(?:on|once|addListener|prependListener|addEventListener|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|consume|subscribe|schedule|process|listen|forEach|cron|every)$/;
/** What calls a function so that nobody of the workspace hears of its failure but whoever stands around. */
export const unheard = /(?:^|\.)(?:forEach|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask)$/;
/** What takes whoever answers for the errors of others. */
const registering = /(?:^|\.)(?<!\binterceptors\.(?:request|response)\.)(?:use|setErrorHandler|onError|catchError)$/;
/** What hands on the errors that a function was given elsewhere calls back with, where its receiver leads to no module. */
const relaying = /(?:^|\.)passport\.authenticate$/i;
const passports = new Set(["passport", "koa-passport", "@fastify/passport"]);

/**
 * Whether somebody may call a function whom the index does not see: it is kept as a value, given to what cannot be followed,
 * or called by nobody of the workspace. A handler is called by its framework, which is known.
 */
export function hasUnseenCallers(target: WorkspaceFunction, workspace: Workspace): boolean {
  const { file, index, entry } = target;
  if (index === 0 || entry.handler) return false;
  if (entry.escapes) return true;
  const { functions } = workspace;
  const isProduct = (site: WorkspaceSite): boolean => !workspace.isTest(site.file);
  const givers = functions.giversOf(target).filter(isProduct);
  if (givers.length === 0) return ![...functions.callersOf(target), ...functions.namesakesOf(target)].some(isProduct);
  // what is called back with the outcome of one call hands on to whoever waits for that
  if (file.listeners.some(({ self, kind }) => self === index && kind !== "boundary")) return false;
  return givers.some((site) => !isFollowed(site, target, workspace));
}

/** Whether the calls of a function that is given to a call are those of what it is given to, or come out of that call. */
export function isFollowed({ file, site }: WorkspaceSite, target: WorkspaceFunction, workspace: Workspace): boolean {
  if (transparent.test(site.name) || unheard.test(site.name)) return true;
  const given = site.given.filter((each) => workspace.functions.find(each.target, file).includes(target));
  if (given.some(({ index }) => findParameterCalls(site.to, { index, file, workspace }).length > 0)) return true;
  const isGuessed = site.to?.kind === "member" && site.to.of === null;
  const receivers = site.to && !isGuessed ? workspace.functions.find(site.to, file) : [];
  // what a class is given, it calls for whoever makes use of it
  const isKept = site.to?.kind === "member" && site.to.name === "constructor";
  const isWaitedFor = !isKept && (site.settled === "awaited" || site.settled === "returned");
  return receivers.length === 0 && isWaitedFor && !detached.test(site.name);
}

/** A function that is given errors by somebody whom the index does not see. */
export interface UnseenListener {
  readonly target: WorkspaceFunction;
  /** Stands above the handlers of a framework, as far as its shape shows. */
  readonly isMiddleware: boolean;
}

/** The functions that take an error and whose callers are not known: whatever fails may come to them. Generated ones know wraps. */
export function findUnseenListeners(workspace: Workspace): readonly UnseenListener[] {
  return findServing(workspace)
    .filter(({ isGenerated }) => !isGenerated)
    .flatMap((file) => workspace.functions.of(file))
    .filter((each) => each.entry.parameters.some(({ name }) => isErrorName(name)) && !workspace.isFailAction(each))
    .flatMap((target) => toUnseenListener(target, workspace) ?? []);
}

/** The catches around `await next()`, and around calls of what only runs show: `commands[name](input)`. */
export function findOuterCatches(workspace: Workspace): readonly WorkspaceListener[] {
  return findServing(workspace).flatMap((file) =>
    file.sites
      .flatMap((site) => findOuterGuards(site))
      .flatMap(({ listener }) => file.listeners[listener] ?? [])
      .map((listener) => ({ file, listener })),
  );
}

/** Nobody waits for what `next(error)` leads to: its framework takes what fails there. */
function findOuterGuards({ to, name, guards }: Site): readonly Guard[] {
  if (to === null || to.kind === "lookup" || to.kind === "held") return name.endsWith("…") ? guards : [];
  return to.kind === "parameter" && name === "next" ? guards.filter(({ isCertain }) => isCertain) : [];
}

/** The files whose code runs in a service below its boundary. */
function findServing(workspace: Workspace): FileContribution[] {
  return workspace.files.filter((file) => !workspace.isTest(file) && !file.isClient && !file.contract?.isBoundary);
}

/** `passport.authenticate(…)`, by whatever name, of the package or of what a module of the workspace made of it. */
function isRelaying({ site: { to, name } }: WorkspaceSite, workspace: Workspace): boolean {
  const method = to?.kind === "import" ? to.path.at(-1) : to?.kind === "member" ? to.name : undefined;
  const module = to?.kind === "import" ? to.module : to?.kind === "member" ? (to.of?.module ?? null) : null;
  if (module === null) return relaying.test(name);
  if (method !== "authenticate") return false;
  if (passports.has(module)) return true;
  const [exported = "default"] = to?.kind === "import" ? to.path : [];
  return workspace.modules
    .findExports(module, exported)
    .some(({ target }) => target.kind === "value" && passports.has(target.type?.module ?? ""));
}

function toUnseenListener(target: WorkspaceFunction, workspace: Workspace): UnseenListener | null {
  const { file, index, entry } = target;
  const givers = workspace.functions.giversOf(target);
  if (givers.length > 0 && givers.every((site) => isOfPackage(site, workspace))) return null;
  const isRegistered = givers.some(({ site }) => registering.test(site.name));
  const isRelayed = givers.some((site) => isRelaying(site, workspace));
  const isMiddleware = isRegistered || entry.boundary !== null || entry.arity >= 4;
  const isCallback = file.listeners.some(({ self, kind }) => self === index && kind !== "boundary");
  if (isRelayed) return { target, isMiddleware };
  if (isCallback && !isMiddleware) return null;
  return entry.boundary !== null || isRegistered || hasUnseenCallers(target, workspace)
    ? { target, isMiddleware: isMiddleware || (entry.arity >= 3 && !isOfOptions(entry)) }
    : null;
}

/** Whether all that fails into an operator is the stream of a package, in which nothing of the workspace is thrown. */
function isOfPackage({ site: { source } }: WorkspaceSite, { modules }: Workspace): boolean {
  return source?.module != null && modules.isPackage(source.module);
}

/** `{ errorHandler: (path, method, error) => … }`, which a client asks: what stands above handlers is given the error first. */
function isOfOptions({ isMember, parameters }: WorkspaceFunction["entry"]): boolean {
  return isMember && parameters.every(({ index, name }) => index > 0 || !isErrorName(name));
}
