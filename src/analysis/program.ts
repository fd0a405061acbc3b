import type { TSESTree } from "@typescript-eslint/types";
import type { Policy } from "../contract/contract.ts";
import { Bindings } from "../syntax/bindings.ts";
import type { Source } from "../syntax/source.ts";
import type { Facts, Nodes, Setting } from "./facts.ts";
import type { Fate } from "./fate.ts";
import type { CodeUse } from "./code-use.ts";
import { canHaveFramework } from "./evidence.ts";
import { canCatch, findCaughtErrors } from "./find-caught-errors.ts";
import { findCodedErrors, type CodedError } from "./find-coded-errors.ts";
import { findCodeUses } from "./find-code-uses.ts";
import { findFate } from "./find-fate.ts";
import { findHandlers } from "./find-handlers.ts";
import type { Handler } from "./handler.ts";
import { findImports } from "./imports.ts";
import { canAnswer } from "./response-use.ts";
import { Known } from "./known.ts";
import type { Roles } from "./meaning.ts";
import { LastAsked } from "./last-asked.ts";
import { collectNodes } from "./nodes.ts";
import { FUEL } from "./walk-context.ts";
import { Interner } from "./walk-state.ts";

const memo = new WeakMap<TSESTree.Program, LazyFacts[]>();

/** The facts of a file under a setting. Worked out once for each tree and contract, whoever asks. */
export function toFacts(source: Source, setting: Setting): Facts {
  let known = memo.get(source.ast);
  if (!known) memo.set(source.ast, (known = []));
  let facts = known.find((each) => isSame(each, source, setting));
  if (!facts) known.push((facts = new LazyFacts(source, setting)));
  return facts;
}

function isSame({ source, setting }: Facts, { types }: Source, { contract, policy }: Setting): boolean {
  const isSamePolicy = Object.entries(policy).every(([key, choice]) => setting.policy[key as keyof Policy] === choice);
  const isSameContract = setting.contract?.path === contract?.path && setting.contract?.hash === contract?.hash;
  return isSamePolicy && isSameContract && (source.types === undefined) === (types === undefined);
}

class LazyFacts implements Facts {
  #nodes: Nodes | null = null;
  #bindings: Bindings | null = null;
  #known: Known | null = null;
  #imports: ReadonlySet<string> | null = null;
  #handlers: readonly Handler[] | null = null;
  #catches: boolean | null = null;
  #fates: readonly Fate[] | null = null;
  #codedErrors: readonly CodedError[] | null = null;
  #codeUses: readonly CodeUse[] | null = null;

  constructor(
    readonly source: Source,
    readonly setting: Setting,
  ) {}

  get nodes(): Nodes {
    return (this.#nodes ??= collectNodes(this.source.ast));
  }

  get bindings(): Bindings {
    return (this.#bindings ??= new Bindings(this.source.scopeManager, this.source.types));
  }

  get known(): Known {
    return (this.#known ??= new Known(this.bindings, this.setting.contract, this.source.path));
  }

  get imports(): ReadonlySet<string> {
    return (this.#imports ??= findImports(this.source, this.nodes));
  }

  get handlers(): readonly Handler[] {
    return (this.#handlers ??= this.#findHandlers());
  }

  #findHandlers(): readonly Handler[] {
    const { source, setting, known } = this;
    const isNamed = (setting.contract?.handlers.length ?? 0) > 0;
    // where an error may be caught, the nodes are collected anyway
    const isPossible = this.#canCatch || canHaveFramework(source, known.frameworks) || canAnswer(source.text);
    if (!isNamed && !source.types && !isPossible) return [];
    const { nodes, bindings, imports } = this;
    return findHandlers({ source, nodes, bindings, imports, contract: setting.contract });
  }

  get #canCatch(): boolean {
    return (this.#catches ??= canCatch(this.source.text));
  }

  get codedErrors(): readonly CodedError[] {
    return (this.#codedErrors ??= findCodedErrors(this));
  }

  get codeUses(): readonly CodeUse[] {
    return (this.#codeUses ??= findCodeUses(this));
  }

  get fates(): readonly Fate[] {
    return (this.#fates ??= this.#findFates());
  }

  #findFates(): Fate[] {
    const { bindings, known: vocabulary, handlers } = this;
    if (!handlers.some(({ isBoundary }) => isBoundary) && !this.source.types && !this.#canCatch) return [];
    const roles: Roles = new Map(handlers.flatMap((handler) => [...handler.roles]));
    const interner = new Interner();
    const lastAsked = new LastAsked(this.nodes.deciding, bindings);
    const caught = findCaughtErrors(this.nodes, vocabulary, handlers);
    return caught.map((each) =>
      findFate(each, caught, {
        bindings,
        vocabulary,
        roles,
        interner,
        lastAsked,
        stack: each.function ? [each.function] : [],
        through: null,
        fuel: { left: FUEL },
      }),
    );
  }
}
