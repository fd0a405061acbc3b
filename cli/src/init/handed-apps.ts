import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { MadeApp } from "../../../src/analysis/find-made-apps.ts";
import type { Origin, Root } from "../../../src/syntax/bindings.ts";
import { findOwnBoundary, isRegisteredOn, isServing, type OwnBoundary } from "../../../src/rewrite/mount-boundary.ts";
import { toPosition } from "../../../src/syntax/position.ts";
import { toImportedStem, toStem } from "../../../src/syntax/specifier.ts";
import { traverse } from "../../../src/syntax/traverse.ts";
import {
  enclosingFunction,
  type FunctionNode,
  functionName,
  isFunction,
  isWithin,
  lastName,
  propertyName,
  unwrap,
} from "../../../src/syntax/unwrap.ts";
import type { ProjectFile } from "./project-file.ts";

type Made = MadeApp<ProjectFile>;

/** So far an app is followed from hand to hand. */
const mostHands = 3;

/** The boundary that a function of the project's puts on an app that it is given: `new Errors().enableFor(app)`, `answer({ app })`. */
export function findHandedBoundary(app: Made, files: readonly ProjectFile[], hands = 0): OwnBoundary | null {
  const handed = hands < mostHands ? findHanded(app, files) : [];
  const answering = handed.filter(({ taken }) => findOwnBoundary(taken) ?? findHandedBoundary(taken, files, hands + 1));
  const found = answering.at(-1); // the last one answers what those before it hand on
  if (!found) return null;
  const { line } = toPosition(app.file.source.text, found.call.range[0]);
  return { name: `\`${lastName(found.call.callee) ?? "…"}\``, line };
}

/** Whether a function of the project's registers on an app that it is given inside another: nobody can tell when. */
export function isRegisteredLater(app: Made, files: readonly ProjectFile[]): boolean {
  const around = app.statements[0] ? enclosingFunction(app.statements[0]) : null;
  return findHanded(app, files).some(({ call, taken }) => enclosingFunction(call) !== around && isRegisteredOn(taken));
}

/** Whether somebody who has an app made by a function of the project's registers on what that returns. */
export function isRegisteredByCaller(app: Made, files: readonly ProjectFile[]): boolean {
  const maker = app.statements[0] ? enclosingFunction(app.statements[0]) : null;
  if (maker === null || !isReturned(app, maker)) return false;
  const stem = toStem(app.file.path);
  const callers = files.filter(({ path, imports }) =>
    imports.some((each) => toImportedStem(path, each.specifier) === stem),
  );
  return [app.file, ...callers].some((file) =>
    findMadeBy(maker, file, files).some((variable) => isRegisteredOn({ ...app, file, variable, name: variable.name })),
  );
}

function isReturned({ variable }: Made, maker: FunctionNode): boolean {
  return variable.references.some(
    ({ identifier }) => identifier.parent.type === "ReturnStatement" && enclosingFunction(identifier) === maker,
  );
}

/** The variables of a file that hold what a function returns: `const app = await createApp();` */
function findMadeBy(maker: FunctionNode, file: ProjectFile, files: readonly ProjectFile[]): Variable[] {
  const found: Variable[] = [];
  traverse(file.source.ast, (node) => {
    if (node.type !== "VariableDeclarator" || !node.init) return;
    const given = unwrap(node.init);
    const call = given.type === "AwaitExpression" ? unwrap(given.argument) : given;
    if (call.type === "CallExpression" && findMeant(call.callee, file, files).some((each) => each.node === maker))
      found.push(...file.source.scopeManager.getDeclaredVariables(node));
  });
  return found;
}

/** A call of a package's that is given an app of NestJS. */
export interface UnseenHand {
  readonly name: string;
  readonly line: number;
  readonly module: string;
}

/** The package's function that is given an app of NestJS, and may register a filter on it: the last one registered is asked first. */
export function findUnseenHand(app: Made, files: readonly ProjectFile[]): UnseenHand | null {
  if (app.framework !== "nest") return null;
  for (const { identifier } of app.variable.references) {
    const call = toHanded(identifier)?.call;
    const root = call ? findRoot(app.file.bindings.originOf(call.callee)) : null;
    if (!call || root?.kind !== "import" || registeringNothing.test(root.module) || isServing(call)) continue;
    const isSeen = root.module.startsWith(".") || findMeant(call.callee, app.file, files).length > 0;
    const { line } = toPosition(app.file.source.text, call.range[0]);
    if (!isSeen) return { name: lastName(call.callee) ?? "…", line, module: root.module };
  }
  return null;
}

/** Of these it is known that they register no filter on the app that they are given. */
const registeringNothing = /^(?:@nestjs\/|class-validator$|class-transformer$|typeorm$)/;

/** The calls that are given an app, with the app as the functions have it that they mean. */
function findHanded(
  app: Made,
  files: readonly ProjectFile[],
): { readonly call: TSESTree.CallExpression; readonly taken: Made }[] {
  return app.variable.references
    .flatMap(({ identifier }) => toHanded(identifier) ?? [])
    .flatMap(({ call, key }) => {
      const index = call.arguments.findIndex((each) => isWithin(key, each));
      return findMeant(call.callee, app.file, files).flatMap(({ file, node }) => {
        const variable = toParameter(node, index, key, file);
        return variable ? [{ call, taken: toTaken(app, variable, node, file) }] : [];
      });
    });
}

interface Handed {
  readonly call: TSESTree.CallExpression;
  /** The app itself, or what it is called in an object: `{ server: app }`. */
  readonly key: TSESTree.Node;
}

function toHanded(identifier: TSESTree.Node): Handed | null {
  const { parent } = identifier;
  if (parent?.type === "CallExpression" && parent.callee !== identifier) return { call: parent, key: identifier };
  const call = parent?.type === "Property" && parent.value === identifier ? parent.parent.parent : null;
  return call?.type === "CallExpression" ? { call, key: (parent as TSESTree.Property).key } : null;
}

/** The app in the hands of a function. */
function toTaken({ framework }: Made, variable: Variable, { body }: FunctionNode, file: ProjectFile): Made {
  const statements = body?.type === "BlockStatement" ? body.body : [];
  return { framework, file, name: variable.name, variable, statements, at: 0 };
}

function toParameter(node: FunctionNode, index: number, key: TSESTree.Node, file: ProjectFile): Variable | null {
  const given = node.params[index];
  const parameter = given?.type === "AssignmentPattern" ? given.left : given;
  const target = parameter?.type === "ObjectPattern" ? findPart(parameter, key) : parameter;
  const declared = file.source.scopeManager.getDeclaredVariables(node);
  return declared.find(({ identifiers }) => identifiers.includes(target as TSESTree.Identifier)) ?? null;
}

function findPart({ properties }: TSESTree.ObjectPattern, key: TSESTree.Node): TSESTree.Node | undefined {
  const name = key.type === "Identifier" ? key.name : null;
  return properties.find((each) => each.type === "Property" && propertyName(each) === name)?.value;
}

/** A function, and the file that has it. */
export interface PlacedFunction {
  readonly file: ProjectFile;
  readonly node: FunctionNode;
}

/** The functions that a name or a member may mean, in the file itself or in what it imports them from, by way of whatever hands on its exports. */
export function findMeant(
  expression: TSESTree.Node,
  file: ProjectFile,
  files: readonly ProjectFile[],
): readonly PlacedFunction[] {
  const name = lastName(unwrap(expression));
  const origin = file.bindings.originOf(expression) ?? null;
  if (name === null) return [];
  const root = findRoot(origin);
  if (root?.kind !== "import") return findNamed(name, file);
  const exported = origin?.path.at(-1) ?? "default";
  const isDefault = exported === "default";
  const places = findPlaces(root.module, file, files);
  return places.flatMap((each) => findNamed(isDefault ? name : exported, each, isDefault));
}

/** What something comes from, be it what was made of that. */
export function findRoot(origin: Origin | null): Root | null {
  return (origin?.root.kind === "instance" ? origin.root.of.root : origin?.root) ?? null;
}

/** The file that a specifier means, and those whose exports it may hand on; all of them where an alias leaves it open. */
function findPlaces(module: string, file: ProjectFile, files: readonly ProjectFile[]): readonly ProjectFile[] {
  const stem = toImportedStem(file.path, module);
  if (stem === null) return /^(?:[#~]|@\/|@\w+\/)/.test(module) ? files : [];
  const found = new Set(files.filter(({ path }) => toStem(path) === stem));
  for (const each of found)
    for (const { specifier } of each.imports) {
      const next = toImportedStem(each.path, specifier);
      for (const other of files) if (found.size < mostPlaces && toStem(other.path) === next) found.add(other);
    }
  return [...found];
}

const mostPlaces = 50;

function findNamed(name: string, file: ProjectFile, isDefault = false): PlacedFunction[] {
  const found: PlacedFunction[] = [];
  traverse(file.source.ast, (node) => {
    if (isFunction(node) && (functionName(node) === name || (isDefault && isDefaultExport(node))))
      found.push({ file, node });
    return true;
  });
  return found;
}

function isDefaultExport({ parent }: FunctionNode): boolean {
  return (
    parent.type === "ExportDefaultDeclaration" ||
    (parent.type === "AssignmentExpression" && parent.right.type.includes("Function"))
  );
}
