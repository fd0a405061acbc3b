import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import { toText } from "../extract/extract-contract.ts";
import { schema } from "../extract/to-contract.ts";
import { targets } from "../generate/targets.ts";
import { planModule } from "./error-module.ts";
import type { Project } from "./read-project.ts";
import type { FileChange } from "./write-change.ts";

/** A language that is generated for, by the file that its packages have. */
export interface OtherLanguage {
  readonly target: "go" | "rust";
  readonly manifest: string;
  /** What the contract says of what is generated. */
  readonly settings: object;
  /** What is left to a person. */
  readonly note: string;
}

const languages: readonly OtherLanguage[] = [
  {
    target: "go",
    manifest: "go.mod",
    settings: { go: { package: "errs" } },
    note: "Go: wrap your handler in the package's `Boundary`, and merge its golangci.yml into yours.",
  },
  {
    target: "rust",
    manifest: "Cargo.toml",
    settings: { rust: { module: "errs" } },
    note: "Rust: declare `mod errs;` in your crate, and the feature `serde` in its Cargo.toml if you want it.",
  },
];

/** The language of a project that has neither a package.json nor a source in JavaScript or TypeScript. */
export function findOtherLanguage({ root, files }: Project): OtherLanguage | null {
  if (files.length > 0 || existsSync(join(root, "package.json"))) return null;
  return languages.find(({ manifest }) => existsSync(join(root, manifest))) ?? null;
}

/** The contract that such a project starts with. */
export function toOtherContractText({ settings }: OtherLanguage): string {
  const own = { extends: ["error-contract:starter"], version: "1.0.0", codes: {} };
  return toText({ $schema: schema, format: 1, ...own, ...settings });
}

/** What has to be written for its error package to be there, as far as the contract asks for one. */
export async function planOtherModule(
  project: Project,
  { target: name }: OtherLanguage,
  contract: Contract,
): Promise<FileChange[]> {
  const target = targets.find((each) => each.name === name);
  if (target === undefined || contract.root !== project.root || !target.isExpected(contract)) return [];
  const files = await target.generate({ contract, out: null, packageName: null });
  return files.flatMap((file) => planModule(project, file) ?? []);
}
