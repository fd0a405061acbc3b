import type { Scope, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isGlob, isGlobMatch } from "../contract/glob.ts";
import type { Binding } from "../contract/contract.ts";
import type { Facts } from "../analysis/facts.ts";
import { isBinding } from "../analysis/match.ts";
import { oncePerFile } from "../analysis/once-per-file.ts";
import { innermostScope, isDeclaredAnywhere } from "../syntax/bindings.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { isModule, isTypeImport, toImport } from "./class-import.ts";

/** The name by which something that the contract names can be used at a place, and the import that it takes, if any. */
export interface ProvidedClass {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** Makes the contract's error class, or its cause finder, usable at a place. A text instead of it is the reason why that cannot be done. */
export function provideErrorClass(binding: Binding, node: TSESTree.Node, facts: Facts): ProvidedClass | string {
  const name = (binding.name ?? "").split(".")[0] ?? "";
  const key = [name, binding.module, binding.export, binding.type, binding.member].join("|");
  const providers = providersOf(facts);
  const provider = providers.get(key) ?? new Provider({ ...binding, name }, facts);
  providers.set(key, provider);
  return provider.provide(node);
}

const providersOf = oncePerFile(() => new Map<string, Provider>());

/** How a file comes by something that it has not got. */
interface Addition {
  /** An import of it as a type, which can become one of a value. */
  readonly unlocked: { readonly variable: Variable; readonly edit: TextEdit } | null;
  /** An import under a name that nobody goes by in the file; `null` where all are taken. */
  readonly imported: ProvidedClass | null;
}

/** What the places of one file ask for again and again is worked out once. */
class Provider {
  readonly #holders = new Map<Scope, readonly Variable[]>();
  #addition: Addition | string | null = null;

  constructor(
    readonly binding: Binding & { readonly name: string },
    readonly facts: Facts,
  ) {}

  provide(node: TSESTree.Node): ProvidedClass | string {
    const { binding, facts } = this;
    const present = this.#findUsable(node);
    if (present !== null) return { name: present, edits: [] };
    const addition = (this.#addition ??= findAddition(binding, facts));
    if (typeof addition === "string") return addition;
    const { unlocked, imported } = addition;
    if (unlocked && isSeen(binding.name, node, { source: facts.source, variable: unlocked.variable }))
      return { name: binding.name, edits: [unlocked.edit] };
    return imported ?? toImported(binding, `${binding.name}${node.range[0]}`, facts);
  }

  /** The name of a value import or declaration of it that can be seen from a place. */
  #findUsable(node: TSESTree.Node): string | null {
    const { source } = this.facts;
    for (let scope = innermostScope(source.scopeManager, node); scope; scope = scope.upper) {
      const usable = this.#holdersIn(scope).find((variable) => isSeen(variable.name, node, { source, variable }));
      if (usable) return usable.name;
    }
    return null;
  }

  #holdersIn(scope: Scope): readonly Variable[] {
    const { binding, facts } = this;
    const holders = this.#holders.get(scope) ?? scope.variables.filter((each) => isHolder(each, binding, facts));
    this.#holders.set(scope, holders);
    return holders;
  }
}

/** Whether a variable is what a binding names, as a value. */
function isHolder(variable: Variable, binding: Binding, { source, bindings }: Facts): boolean {
  const origin = variable.defs.length === 1 ? bindings.originOfVariable(variable) : null;
  return origin !== null && !isTypeImport(variable.defs[0]?.node) && isBinding(origin, binding, source.path);
}

function findAddition(binding: Binding & { readonly name: string }, facts: Facts): Addition | string {
  const obstacle = findObstacle(binding.module, binding.name, facts);
  if (obstacle !== null) return obstacle;
  const free = findFreeName(binding.name, facts);
  return {
    unlocked: findTypeImport(binding, facts),
    imported: free === null ? null : toImported(binding, free, facts),
  };
}

/** Why this file may not import the class, or `null`. */
function findObstacle(module: string | null, name: string, facts: Facts): string | null {
  const { path } = facts.source;
  if (module === null) return `${name} is declared in no module that this file could import`;
  if (!module.startsWith("#") && isGlob(module)) return `the contract names the module of ${name} by a pattern only`;
  if (!isModule(facts) && !/\b(?:require|exports)\b/.test(facts.source.text))
    return "it is a script, which loads no modules";
  if (!isModule(facts) && /\btypeof (?:module|exports|define)\b/.test(facts.source.text))
    return "it also runs where there are no modules";
  if (isBoundaryFile(facts)) return `the boundary does not import ${name}`;
  const isOwn = path.startsWith(`${module}.`) || path.startsWith(`${module}/index.`);
  return isOwn ? `this is the module of ${name} itself` : null;
}

function isSeen(
  name: string,
  node: TSESTree.Node,
  { source, variable }: { source: Facts["source"]; variable: Variable },
): boolean {
  for (let scope = innermostScope(source.scopeManager, node); scope; scope = scope.upper) {
    const found = scope.set.get(name);
    if (found) return found === variable;
  }
  return false;
}

/** The import of the class as a type that can become one of a value, without a change to what stands beside it. */
function findTypeImport(
  binding: Binding,
  { source, bindings }: Facts,
): { readonly variable: Variable; readonly edit: TextEdit } | null {
  const imported = source.scopeManager.scopes.find(({ type }) => type === "module")?.set;
  const variable = imported?.get(binding.name ?? "");
  const node = variable?.defs[0]?.node;
  if (!variable || !node || !isTypeImport(node)) return null;
  const origin = bindings.originOfVariable(variable);
  const edit = origin && isBinding(origin, binding, source.path) ? dropType(node, source.text) : null;
  return edit && { variable, edit };
}

/** Takes the `type` out of `import type { AppError }` and `import { type AppError, … }`. */
function dropType(node: TSESTree.Node, text: string): TextEdit | null {
  const declaration = node.parent;
  if (declaration?.type !== "ImportDeclaration") return null;
  const isInline = node.type === "ImportSpecifier" && node.importKind === "type";
  if (!isInline && declaration.specifiers.length > 1) return null;
  const from = isInline ? node.range[0] : declaration.range[0] + "import".length;
  const [modifier] = /^\s*type\s+/.exec(text.slice(from)) ?? [];
  return modifier ? { start: from, end: from + modifier.length, text: isInline ? "" : " " } : null;
}

/** The class's name, or another one where somebody else goes by it in the file. */
function findFreeName(name: string, { source }: Facts): string | null {
  const isTaken = (candidate: string): boolean =>
    source.text.includes(candidate) && isDeclaredAnywhere(candidate, source.scopeManager);
  return [name, `Contract${name}`, `Coded${name}`].find((candidate) => !isTaken(candidate)) ?? null;
}

function isBoundaryFile({ source, setting }: Facts): boolean {
  const boundaries = setting.contract?.boundaries ?? [];
  return boundaries.some(
    ({ files, module }) =>
      files.some((glob) => isGlobMatch(glob, source.path)) ||
      (module !== null && (source.path.startsWith(`${module}.`) || source.path.startsWith(`${module}/index.`))),
  );
}

function toImported(binding: Binding & { readonly name: string }, local: string, facts: Facts): ProvidedClass {
  return { name: local, edits: [toImport({ binding, name: binding.name, local }, facts)] };
}
