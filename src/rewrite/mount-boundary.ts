import type { Reference } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { AppFile, MadeApp } from "../analysis/find-made-apps.ts";
import { isTryingNext } from "../analysis/is-trying-next.ts";
import { toPosition } from "../syntax/position.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { type AppFramework, type MountedFramework, mountedFrameworks } from "../knowledge/mounted-framework.ts";
import { toEnding, toImportedStem, toSpecifier, toStem } from "../syntax/specifier.ts";
import { traverse } from "../syntax/traverse.ts";
import { type FunctionNode, isFunction, lastName, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import { toImportEdit } from "./import-edit.ts";

/** What is to be written so that an app has its boundary; no edits where it has it already. */
export type Mount =
  { readonly edits: readonly TextEdit[]; readonly doubt: null } | { readonly edits: null; readonly doubt: string };

/** Where the boundary of the app's framework is, from the root, and how the project's imports end. */
export interface BoundaryPlace {
  readonly path: string;
  readonly extension: string;
}

/** Express and Koa register with these; `route` returns what registers. */
const registering = new Set("use get post put patch delete options head all route param search".split(" "));

/**
 * Mounts the generated boundary on an app, where it is certain that it will stand above all handlers. Where another of the file is
 * given it as well, that one brings the import.
 */
export function mountBoundary(app: MadeApp, place: BoundaryPlace, isSecond = false): Mount {
  if (isMounted(app.file, place)) return { edits: [], doubt: null };
  const doubt = findDoubt(app);
  if (doubt !== null) return { edits: null, doubt };
  const names = toNames(app);
  const edits =
    app.framework === "express"
      ? mountOnExpress(app, names)
      : [insertAfter(app, app.at, toMountLines(app.framework, app.name, names))];
  const exported = mountedFrameworks[app.framework].parts;
  const wanted = exported.map((each, index) => [each, names[index] ?? each] as const);
  const specifier = toSpecifier(app.file.path, place.path, toOwnExtension(app.file, place));
  const before = Math.min(...edits.map(({ start }) => start));
  const imported = isSecond ? [] : [toImportEdit(app.file.source, specifier, wanted, before)];
  return { edits: [...imported, ...edits].sort((one, other) => one.start - other.start), doubt: null };
}

/** What answers an app's errors already, be it in its own way. */
export interface OwnBoundary {
  /** For a message: "`errorHandler`", "`setErrorHandler`". */
  readonly name: string;
  /** Where it is put on the app. */
  readonly line: number;
}

/** An app, or a router, and the file that knows it by this variable. */
type PlacedApp = Pick<MadeApp, "framework" | "file" | "variable">;

/** The boundary that a file puts on an app; `null` where it puts none that can be seen. */
export function findOwnBoundary(app: PlacedApp): OwnBoundary | null {
  if (app.framework === "express" || app.framework === "koa") return findErrorMiddleware(app);
  const setter = setters[app.framework];
  const members = app.variable.references.map(({ identifier }) => identifier.parent);
  const member = members.find((each) => each?.type === "MemberExpression" && propertyName(each) === setter);
  return member ? toOwn(app, setter, member) : null;
}

const setters = { fastify: "setErrorHandler", hono: "onError", nest: "useGlobalFilters" } as const;

function toOwn({ file }: PlacedApp, name: string, node: TSESTree.Node): OwnBoundary {
  return { name: `\`${name}\``, line: toPosition(file.source.text, node.range[0]).line };
}

/** Whether a file imports a generated boundary. */
export function isMounted(file: AppFile, place: BoundaryPlace): boolean {
  return file.imports.some(({ specifier }) => toImportedStem(file.path, specifier) === toStem(place.path));
}

/** A file keeps the way in which it writes its own imports, but for the ending of a language that the boundary is not in. */
export function toOwnExtension(file: AppFile, { path, extension }: BoundaryPlace): string {
  const own = file.imports.map(({ specifier }) => toEnding(specifier)).find((ending) => ending !== null) ?? extension;
  return own === ".ts" && path.endsWith(".js") ? ".js" : own;
}

/** What the file calls the parts of the boundary, in their order. */
function toNames({ file, framework }: MadeApp): string[] {
  return mountedFrameworks[framework].parts.map((name) => toFreeName(name, file, framework));
}

/** The name itself, or with the framework's before it where the file has one of that name. */
export function toFreeName(name: string, { source }: AppFile, framework: MountedFramework): string {
  const isTaken = source.scopeManager.scopes.some(
    (scope) =>
      scope.variables.some((variable) => variable.name === name) ||
      scope.through.some(({ identifier }) => identifier.name === name),
  );
  if (!isTaken) return name;
  const own = framework + name.charAt(0).toUpperCase() + name.slice(1);
  return /^[A-Z]/.test(name) ? own.charAt(0).toUpperCase() + own.slice(1) : own;
}

const lines: Readonly<Record<AppFramework, (app: string, first: string, second: string) => readonly string[]>> = {
  express: (app, ids, boundary) => [`${app}.use(${ids})`, `${app}.use(${boundary})`],
  fastify: (app, ids, boundary) => [`${app}.addHook("onRequest", ${ids})`, `${app}.setErrorHandler(${boundary})`],
  koa: (app, boundary) => [`${app}.use(${boundary})`],
  hono: (app, ids, boundary) => [`${app}.use(${ids})`, `${app}.onError(${boundary})`],
  nest: (app, ids, boundary) => [`${app}.use(${ids})`, `${app}.useGlobalFilters(new ${boundary}())`],
};

/** The lines that mount a boundary on an app, by what its parts are called. */
export function toMountLines(framework: AppFramework, app: string, names: readonly string[]): readonly string[] {
  const [first = "", second = ""] = names;
  return lines[framework](app, first, second);
}

/** The ids come before everything that is registered, the boundary after it. */
function mountOnExpress(app: MadeApp, names: readonly string[]): TextEdit[] {
  const [ids = "", mounting = ""] = toMountLines("express", app.name, names);
  const first = findHandings(app, () => true)[0];
  const last = findHandings(app, (call) => !isServing(call)).at(-1) ?? app.at;
  const boundary = findNotifiersBoundary(app);
  const end =
    boundary !== null && boundary === last ? insertBefore(app, last, mounting) : insertAfter(app, last, [mounting]);
  const start = first === undefined ? insertAfter(app, app.at, [ids]) : insertBefore(app, first, ids);
  return start.start === end.start ? [{ ...start, text: start.text + end.text }] : [start, end];
}

function findRegistrations(app: MadeApp): number[] {
  return app.statements.flatMap((statement, index) => (isRegistration(app, statement) ? [index] : []));
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The statements that put something on the app, or hand it to what may: also `const routes = new Routes(app)`. */
function findHandings(app: MadeApp, isMeant: (call: Call) => boolean): number[] {
  return app.statements.flatMap((statement, index) => {
    const isHanding = (call: Call): boolean => isGiven(app, call) && isMeant(call);
    const isFound = isRegistration(app, statement) || (isOfApp(statement) && hasCall(statement, isHanding));
    return isFound ? [index] : [];
  });
}

/** A statement that runs where it stands, and does not end what makes the app. */
function isOfApp({ type }: TSESTree.Statement): boolean {
  return type !== "FunctionDeclaration" && type !== "ReturnStatement" && !type.startsWith("Export");
}

/** Whether a call of that kind is made when a statement runs. */
function hasCall(statement: TSESTree.Statement, isMeant: (call: Call) => boolean): boolean {
  let found = false;
  traverse(statement, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "CallExpression" || node.type === "NewExpression") found ||= isMeant(node);
    return !found;
  });
  return found;
}

/** A statement that puts something on the app: `app.use(x)`, `app.route("/x").get(f)`, `registerRoutes(app)`, `new Routes(app)`. */
function isRegistration(app: MadeApp, statement: TSESTree.Statement): boolean {
  const isGiving = (call: Call): boolean =>
    statement.type === "ExpressionStatement" && isGiven(app, call) && !isServing(call);
  const isPutting = (call: Call): boolean => call.type === "CallExpression" && isRegistering(app, call);
  return isOfApp(statement) && hasCall(statement, (call) => isPutting(call) || isGiving(call));
}

function isRegistering(app: MadeApp, node: TSESTree.CallExpression): boolean {
  const callee = unwrap(node.callee);
  return (
    callee.type === "MemberExpression" &&
    callee.property.type === "Identifier" &&
    registering.has(callee.property.name) &&
    isApp(app, callee.object)
  );
}

/** `registerRoutes(app)` */
function isGiven(app: MadeApp, { arguments: given }: Call): boolean {
  return given.some((argument) => hasApp(app, argument));
}

/** What makes or starts a server of an app, or tells of it: it puts nothing on it. */
export function isServing({ type, callee }: Call): boolean {
  const name = lastName(callee) ?? "";
  return type === "NewExpression"
    ? name.endsWith("Server")
    : /^(?:createServer|listen|start|serve|log|info|debug)/.test(name);
}

/** `registerRoutes(app)`, `loaders({ app })` */
function hasApp(app: MadeApp, argument: TSESTree.Node): boolean {
  if (argument.type !== "ObjectExpression") return isApp(app, argument);
  return argument.properties.some((each) => each.type === "Property" && isApp(app, each.value));
}

function isApp(app: MadeApp, node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return inner.type === "Identifier" && app.file.bindings.variableOf(inner) === app.variable;
}

function findDoubt(app: MadeApp): string | null {
  const own = findOwnBoundary(app);
  if (own) return `${own.name} (line ${String(own.line)}) answers errors already`;
  if (app.framework === "nest" && !isStarted(app)) return "it is never started, so that it answers nobody";
  return app.framework === "express" ? findDoubtOfExpress(app) : null;
}

/** Whether an app of NestJS listens, or is given to somebody who may have it do so: what only prints a schema does not. */
function isStarted({ variable, file }: MadeApp): boolean {
  return variable.references.some(({ identifier, init }) => {
    const parent = parentOutsideCasts(identifier as TSESTree.Node);
    if (init === true) return parent?.parent?.parent?.type === "ExportNamedDeclaration";
    if (parent?.type === "CallExpression" && isDescribing(parent, file)) return false;
    if (parent?.type !== "MemberExpression") return true;
    return /^(?:listen|getHttp|startAll)/.test(propertyName(parent) ?? "");
  });
}

/** `SwaggerModule.createDocument(app, options)` */
function isDescribing({ callee }: TSESTree.CallExpression, { bindings }: AppFile): boolean {
  const root = bindings.originOf(callee)?.root;
  return root?.kind === "import" && root.module === "@nestjs/swagger";
}

function findDoubtOfExpress(app: MadeApp): string | null {
  if (isRegisteredElsewhere(app))
    return "its routes are registered in a function, and which of them is called last cannot be told";
  if (findRegistrations(app).length === 0) return "its routes are registered somewhere else";
  const boundary = findNotifiersBoundary(app);
  if (boundary === null || boundary === findRegistrations(app).at(-1)) return null;
  const range = app.statements[boundary]?.range ?? [0, 0];
  return `its notifier's own error handler stands amid the routes (${app.file.source.text.slice(...range)})`;
}

function findErrorMiddleware(app: PlacedApp): OwnBoundary | null {
  for (const node of findUsed(app)) {
    const definition = node.type === "Identifier" ? app.file.bindings.variableOf(node)?.defs[0]?.node : node;
    const value = definition?.type === "VariableDeclarator" ? definition.init : definition;
    const name = node.type === "Identifier" ? node.name : "";
    const takes = app.framework === "express" ? "(err, req, res, next) => …" : "(ctx, next) => …";
    const isFound = value && isFunction(value) ? isForErrors(app, value) : /error/i.test(name);
    if (isFound) return toOwn(app, name || takes, node);
  }
  return null;
}

function isForErrors({ framework, file }: PlacedApp, node: FunctionNode): boolean {
  return framework === "express" ? node.params.length === 4 : isTryingNext(node, file.bindings);
}

/** What is handed to `app.use`, also what a factory makes: `app.use(errorHandler())`. */
export function findUsed(app: PlacedApp): TSESTree.Node[] {
  return app.variable.references.flatMap(({ identifier }) => {
    const member = identifier.parent;
    const call = member?.parent;
    if (member?.type !== "MemberExpression" || call?.type !== "CallExpression" || call.callee !== member) return [];
    if (propertyName(member) !== "use") return [];
    return call.arguments.map((argument) => {
      const inner = unwrap(argument);
      return inner.type === "CallExpression" ? unwrap(inner.callee) : inner;
    });
  });
}

/** Whether anything is put on an app where it is known by this name. */
export function isRegisteredOn(app: MadeApp): boolean {
  return findRegistering(app).length > 0;
}

function findRegistering(app: MadeApp): readonly Reference[] {
  return app.variable.references.filter(({ identifier }) => {
    const member = identifier.parent;
    return (
      member?.type === "MemberExpression" &&
      member.object === identifier &&
      member.parent?.type === "CallExpression" &&
      isRegistering(app, member.parent)
    );
  });
}

function isRegisteredElsewhere(app: MadeApp): boolean {
  const registrations = findRegistering(app);
  const own = app.statements.filter((statement) => isRegistration(app, statement));
  return registrations.some(
    ({ identifier }) => !own.some(({ range }) => range[0] <= identifier.range[0] && identifier.range[1] <= range[1]),
  );
}

/** Index of the statement that mounts what a notifier brings along: what stands before it answers first, and reports. */
function findNotifiersBoundary(app: MadeApp): number | null {
  const { text } = app.file.source;
  const isBoundary = (index: number): boolean =>
    /\.errorHandler\b|\bsetupExpressErrorHandler\b/.test(text.slice(...(app.statements[index]?.range ?? [0, 0])));
  return findRegistrations(app).filter(isBoundary).at(-1) ?? null;
}

function insertAfter(app: MadeApp, index: number, lines: readonly string[]): TextEdit {
  const statement = app.statements[index];
  const end = statement?.range[1] ?? 0;
  const text = lines.map((line) => `${toEol(app)}${toIndent(app, index)}${line}${toEnd(app)}`).join("");
  return { start: end, end, text };
}

function insertBefore(app: MadeApp, index: number, line: string): TextEdit {
  const start = app.statements[index]?.range[0] ?? 0;
  return { start, end: start, text: `${line}${toEnd(app)}${toEol(app)}${toIndent(app, index)}` };
}

function toEol({ file }: MadeApp): string {
  return file.source.text.includes("\r\n") ? "\r\n" : "\n";
}

function toEnd(app: MadeApp): string {
  return app.file.source.text[(app.statements[app.at]?.range[1] ?? 0) - 1] === ";" ? ";" : "";
}

function toIndent(app: MadeApp, index: number): string {
  const start = app.statements[index]?.range[0] ?? 0;
  const { text } = app.file.source;
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1, start))?.[0] ?? "";
}
