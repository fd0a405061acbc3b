import type { TSESTree } from "@typescript-eslint/types";
import type { NotifierChoice } from "../../../src/generate/typescript/notify-module.ts";
import { traverse } from "../../../src/syntax/traverse.ts";
import { isFunction, functionName } from "../../../src/syntax/unwrap.ts";
import type { ProjectFile } from "./project-file.ts";

/** A project's own function that reports an error: `report(err)`. */
export interface NotifyHelper {
  readonly file: ProjectFile;
  readonly name: string;
  readonly argument: number;
}

/** How a project reports errors. */
export interface FoundNotifier {
  readonly choice: NotifierChoice | null;
  readonly helpers: readonly NotifyHelper[];
  /** Why the choice is none although there is a notifier. */
  readonly doubt: string | null;
}

interface Kind {
  readonly name: NotifierChoice["name"];
  readonly title: string;
  readonly isModule: (specifier: string) => boolean;
  readonly report: RegExp;
}

const kinds: readonly Kind[] = [
  {
    name: "bugsnag",
    title: "Bugsnag",
    isModule: (name) => name === "@bugsnag/node" || name === "@bugsnag/js",
    report: /^notify$/,
  },
  {
    name: "sentry",
    title: "Sentry",
    isModule: (name) => /^@sentry\/(?:node|nestjs|bun|cloudflare|aws-serverless|google-cloud-serverless)$/.test(name),
    report: /^captureException$/,
  },
  {
    name: "rollbar",
    title: "Rollbar",
    isModule: (name) => name === "rollbar",
    report: /^(?:error|critical|log|warning)$/,
  },
];

/** The notifier that most files report to, and the functions that do so for others. */
export function findNotifier(files: readonly ProjectFile[]): FoundNotifier {
  const uses = kinds.map((kind) => ({ kind, calls: files.flatMap((file) => findReports(file, kind)) }));
  const [most] = uses.sort((one, other) => other.calls.length - one.calls.length);
  const imported = kinds.find((kind) =>
    files.some((file) => file.imports.some(({ specifier }) => kind.isModule(specifier))),
  );
  const kind = most && most.calls.length > 0 ? most.kind : imported;
  if (kind === undefined) return { choice: null, helpers: [], doubt: null };
  const helpers = uses.flatMap(({ calls }) => calls.flatMap((call) => toHelper(call) ?? []));
  return {
    ...toChoice(kind, files),
    helpers: helpers.filter(
      (helper, index) => helpers.findIndex((each) => each.name === helper.name && each.file === helper.file) === index,
    ),
  };
}

/** A notifier that is made by a factory is an instance of the project's own, which only it can hand over. */
function toChoice(kind: Kind, files: readonly ProjectFile[]): Pick<FoundNotifier, "choice" | "doubt"> {
  const users = files.filter((file) =>
    file.imports.some(({ specifier, isTypeOnly }) => kind.isModule(specifier) && !isTypeOnly),
  );
  const maker = users.find((file) => /\bcreateClient\s*\(|\bnew\s+Rollbar\b/.test(file.file.text));
  if (maker !== undefined || kind.name === "rollbar") {
    return {
      choice: null,
      doubt: `${kind.title} is a client of the project's own${maker ? ` (${maker.path})` : ""}: have notify() call it.`,
    };
  }
  const module = users.flatMap(({ imports }) => imports).find(({ specifier }) => kind.isModule(specifier))?.specifier;
  if (module === undefined) return { choice: null, doubt: null };
  return {
    choice: { name: kind.name, module, binding: kind.name === "sentry" ? "namespace" : "default" },
    doubt: null,
  };
}

interface ReportCall {
  readonly file: ProjectFile;
  readonly node: TSESTree.CallExpression;
}

function findReports(file: ProjectFile, kind: Kind): ReportCall[] {
  if (!file.imports.some(({ specifier }) => kind.isModule(specifier))) return [];
  const calls: ReportCall[] = [];
  traverse(file.source.ast, (node) => {
    if (node.type !== "CallExpression") return;
    const origin = file.bindings.originOf(node.callee);
    if (origin === null || !kind.report.test(origin.path.at(-1) ?? "")) return;
    const root = origin.root.kind === "instance" ? origin.root.of.root : origin.root;
    if (root.kind === "import" && kind.isModule(root.module)) calls.push({ file, node });
  });
  return calls;
}

/** The exported function that reports one of its own parameters, whatever else it does. */
function toHelper({ file, node }: ReportCall): NotifyHelper | null {
  const error = node.arguments[0];
  const variable = error?.type === "Identifier" ? file.bindings.variableOf(error) : null;
  const parameter = variable?.defs[0];
  if (parameter?.type !== "Parameter" || !isFunction(parameter.node)) return null;
  if (parameter.node.params.length === 4) return null; // error middleware: a boundary, which nobody calls
  const name = functionName(parameter.node);
  const argument = parameter.node.params.indexOf(parameter.name as TSESTree.Parameter);
  return name !== null && argument >= 0 && isExported(file, parameter.node, name) ? { file, name, argument } : null;
}

function isExported({ source, file }: ProjectFile, node: TSESTree.Node, name: string): boolean {
  const holder = node.parent?.type === "VariableDeclarator" ? node.parent.parent : node;
  if (holder?.parent?.type === "ExportNamedDeclaration") return holder.parent.parent === source.ast;
  return (
    holder?.parent === source.ast &&
    new RegExp(`(?:export\\s*\\{[^}]*|exports\\s*=\\s*\\{[^}]*|exports\\.)\\b${name}\\b`).test(file.text)
  );
}
