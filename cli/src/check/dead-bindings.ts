import { isAbsolute, relative } from "node:path";
import type { Facts } from "../../../src/analysis/facts.ts";
import { isBinding } from "../../../src/analysis/match.ts";
import type { Binding, Contract } from "../../../src/contract/contract.ts";
import { isGlobMatch } from "../../../src/contract/glob.ts";
import type { Origin } from "../../../src/syntax/bindings.ts";
import type { ContractPlaces } from "./contract-places.ts";
import type { CheckProblem } from "./problem.ts";
import type { Watcher } from "./read-sources.ts";

/** The lists of a contract that name things in code. */
const lists = [
  "errors",
  "codeSources",
  "notifiers",
  "notNotifiers",
  "handlers",
  "boundaries",
  "signals",
  "sanitizers",
  "enrichers",
  "guards",
  "causeFinders",
  "unwrappers",
  "wrappers",
] as const;

interface Entry {
  readonly list: (typeof lists)[number];
  readonly index: number;
  readonly binding: Binding;
  /** Also what wraps with it. */
  readonly forms: readonly Binding[];
  /** Globs that bind files instead of a name. */
  readonly files: readonly string[];
}

/** Watches a repository's files go by for whatever the contract's own bindings name. A dead one is a rule that is silent by mistake. */
export class BindingWatch implements Watcher {
  #unseen: readonly Entry[];

  constructor(
    contract: Contract,
    readonly places: ContractPlaces,
    readonly root: string,
  ) {
    this.#unseen = lists.flatMap((list) =>
      contract[list].slice(0, places.countOwn(list)).map((binding, index) => toEntry(list, index, binding)),
    );
  }

  /** Whether a file could have any of those that are not seen yet. */
  isConcernedBy(path: string, text: string): boolean {
    return this.#unseen.some((entry) => isFileMatch(entry, path) || entry.forms.some((form) => hasName(text, form)));
  }

  watch(facts: Facts): void {
    const { path, text } = facts.source;
    const concerned = this.#unseen.filter((entry) => entry.forms.some((form) => hasName(text, form)));
    const origins = concerned.length === 0 ? [] : findOrigins(facts);
    const isSeen = (entry: Entry): boolean =>
      isFileMatch(entry, path) ||
      (concerned.includes(entry) &&
        entry.forms.some((form) => origins.some((origin) => isBinding(origin, form, path))));
    this.#unseen = this.#unseen.filter((entry) => !isSeen(entry));
  }

  /** A module as a contract at the root would name it. */
  toModule(module: string): string {
    return isAbsolute(module) ? `./${relative(this.root, module)}`.replace(/^\.\/(?=\.\.)/, "") : module;
  }

  /** What no file has. */
  toProblems(): CheckProblem[] {
    return this.#unseen.map(({ list, index, binding, files }) => {
      const name = binding.name ?? (binding.type === null ? files.join(", ") : `${binding.type}.${binding.member}`);
      const module = binding.module === null ? "" : ` from ${this.toModule(binding.module)}`;
      return {
        rule: "dead-binding",
        severity: "error",
        place: this.places.find(["typescript", list, String(index)]),
        message: `Nothing here is \`${name}\`${module}, which "${list}" names. Mend the name or the module, or take it out.`,
      };
    });
  }
}

function toEntry(list: Entry["list"], index: number, binding: Contract[Entry["list"]][number]): Entry {
  const wrap = "wrap" in binding && binding.wrap ? [binding.wrap] : [];
  const own = binding.name === null && binding.type === null ? [] : [binding];
  return { list, index, binding, forms: [...own, ...wrap], files: "files" in binding ? binding.files : [] };
}

function isFileMatch({ files }: Entry, path: string): boolean {
  return files.some((glob) => isGlobMatch(glob, path));
}

/** A default export may have any name, but its module has to be named. */
function hasName(text: string, { name, export: exported, member, module }: Binding): boolean {
  const word = exported === "default" ? (module ?? "").split("/").at(-1) : (member ?? name?.split(".")[0]);
  return text.includes(word ?? "");
}

/** What the names of a file denote: those it declares or imports, uses of them, and members of those. */
function findOrigins({ bindings }: Facts): Origin[] {
  const { scopes } = bindings.scopeManager;
  const declared = scopes.flatMap(({ variables }) => variables.map((variable) => bindings.originOfVariable(variable)));
  const used = scopes.flatMap(({ references }) =>
    references.flatMap(({ identifier }) => {
      const member = identifier.parent;
      const outer = member.parent;
      return [identifier, member, outer].map((node) => (node ? bindings.originOf(node) : null));
    }),
  );
  return [...declared, ...used].filter((origin) => origin !== null);
}
