import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { AppFramework } from "../knowledge/mounted-framework.ts";
import type { Bindings, Origin } from "../syntax/bindings.ts";
import type { Source } from "../syntax/source.ts";
import { traverse } from "../syntax/traverse.ts";
import { parentOutsideCasts } from "../syntax/unwrap.ts";

/** A file that may make an app. */
export interface AppFile {
  /** Absolute, or from the project's root. */
  readonly path: string;
  readonly source: Source;
  readonly bindings: Bindings;
  readonly imports: readonly { readonly specifier: string }[];
}

/** A place where a framework's app is made and kept in a variable. */
export interface MadeApp<F extends AppFile = AppFile> {
  readonly framework: AppFramework;
  readonly file: F;
  readonly name: string;
  readonly variable: Variable;
  /** The statements among which it is made, and the index of the one that does. */
  readonly statements: readonly TSESTree.Statement[];
  readonly at: number;
}

/** An app that is made in a way that cannot be followed. */
export interface HiddenApp<F extends AppFile = AppFile> {
  readonly framework: AppFramework;
  readonly file: F;
  readonly node: TSESTree.Node;
}

interface Maker {
  readonly framework: AppFramework;
  readonly module: string;
  readonly members: readonly string[];
  readonly made: "call" | "new";
}

const makers: readonly Maker[] = [
  { framework: "express", module: "express", members: [""], made: "call" },
  { framework: "fastify", module: "fastify", members: ["", "fastify", "Fastify"], made: "call" },
  { framework: "koa", module: "koa", members: [""], made: "new" },
  { framework: "hono", module: "hono", members: ["Hono"], made: "new" },
  { framework: "hono", module: "@hono/zod-openapi", members: ["OpenAPIHono"], made: "new" },
  { framework: "nest", module: "@nestjs/core", members: ["NestFactory.create"], made: "call" },
];

/** All apps that a file makes. */
export function findMadeApps<F extends AppFile>(file: F): (MadeApp<F> | HiddenApp<F>)[] {
  const apps: (MadeApp<F> | HiddenApp<F>)[] = [];
  traverse(file.source.ast, (node) => {
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return;
    const framework = toFramework(file.bindings.originOf(node));
    if (framework !== null) apps.push(toApp(framework, file, node));
  });
  return apps;
}

function toFramework(origin: Origin | null): AppFramework | null {
  if (origin?.root.kind !== "instance" || origin.path.length > 0) return null;
  const { of, made } = origin.root;
  if (of.root.kind !== "import") return null;
  const [module, member] = [of.root.module, of.path.join(".")];
  return (
    makers.find((maker) => maker.module === module && maker.made === made && maker.members.includes(member))
      ?.framework ?? null
  );
}

function toApp<F extends AppFile>(framework: AppFramework, file: F, node: TSESTree.Node): MadeApp<F> | HiddenApp<F> {
  const declarator = findDeclarator(node);
  const variable = declarator && file.source.scopeManager.getDeclaredVariables(declarator)[0];
  const place = declarator && findPlace(declarator);
  if (!variable || !place || declarator.id.type !== "Identifier") return { framework, file, node };
  return { framework, file, name: declarator.id.name, variable, ...place };
}

/** The declarator that a value initialises, also by way of `await`. */
function findDeclarator(node: TSESTree.Node): TSESTree.VariableDeclarator | null {
  const parent = parentOutsideCasts(node);
  const declarator = parent?.type === "AwaitExpression" ? parentOutsideCasts(parent) : parent;
  return declarator?.type === "VariableDeclarator" ? declarator : null;
}

function findPlace({ parent: declaration }: TSESTree.VariableDeclarator): Pick<MadeApp, "statements" | "at"> | null {
  const statement = declaration.parent?.type === "ExportNamedDeclaration" ? declaration.parent : declaration;
  const list = statement.parent;
  if (list?.type !== "Program" && list?.type !== "BlockStatement") return null;
  const statements = list.body as readonly TSESTree.Statement[];
  return { statements, at: statements.indexOf(statement as TSESTree.Statement) };
}
