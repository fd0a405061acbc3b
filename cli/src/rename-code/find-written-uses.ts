import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../../../src/analysis/facts.ts";
import { isInScope } from "../../../src/contract/scope.ts";
import { replaceCode } from "../../../src/rewrite/replace-code.ts";
import { isGenerated } from "../../../src/syntax/generated.ts";
import type { Watcher } from "../check/read-sources.ts";
import { findRenamingDirective } from "./directives.ts";
import type { Renaming, Sites } from "./sites.ts";

/** Renames what the rules know as the contract's code; members of its sources are kept for whoever knows their declaration. */
export class WrittenUses implements Watcher {
  /** Paths of files that mention the code at all, and are people's own. */
  readonly paths: string[] = [];
  /** `ErrorCode.OLD`, by path: which of them are renamed depends on the declaration. */
  readonly members: { readonly path: string; readonly node: TSESTree.Node }[] = [];

  constructor(
    readonly renaming: Renaming,
    readonly sites: Sites,
  ) {}

  isConcernedBy(_: string, text: string): boolean {
    return text.includes(this.renaming.old);
  }

  watch(facts: Facts): void {
    const { path, text } = facts.source;
    if (isGenerated(path, text)) {
      this.sites.leave(path, text.indexOf(this.renaming.old), "a generated file: generate it anew");
      return;
    }
    this.paths.push(path);
    for (const use of facts.codeUses) {
      if (use.code !== this.renaming.old || use.where === "declaration") continue;
      if (use.where === "member") this.members.push({ path, node: use.node });
      else if (use.certain || isInScope(facts.setting.contract, path)) this.#rename(facts, use.node);
      else this.sites.leave(path, use.node.range[0], "out of the contract's scope, and perhaps another catalogue's");
    }
  }

  #rename({ source }: Facts, node: TSESTree.Node): void {
    const [from, to] = node.range;
    const directive = findRenamingDirective(source, from, to);
    const edit = replaceCode(node, this.renaming.new);
    if (directive) this.sites.leave(source.path, from, `under ${directive}`);
    else if (edit === null) this.sites.leave(source.path, from, "the new code cannot be written there as it is");
    else this.sites.edit(source.path, edit);
  }
}
