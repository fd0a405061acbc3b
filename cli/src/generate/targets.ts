import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import type { GeneratedFile } from "../../../src/generate/generated-file.ts";
import { generateGo, toGoPackage } from "../../../src/generate/go/generate-go.ts";
import { generateMarkdown } from "../../../src/generate/markdown/generate-markdown.ts";
import { generateRust, toRustModule } from "../../../src/generate/rust/generate-rust.ts";
import { generateSchema } from "../../../src/generate/schema/generate-schema.ts";
import { generateVectors } from "../../../src/generate/vectors/generate-vectors.ts";
import { CommandError } from "../command-error.ts";
import { findFolder } from "../init/error-module.ts";
import { findPackages, findPlaces } from "./find-generated.ts";
import type { Target } from "./target.ts";
import { generateTypeScriptTarget } from "./typescript-target.ts";

export const targets: readonly Target[] = [
  {
    name: "ts",
    generate: generateTypeScriptTarget,
    isExpected: (contract) => findFolder(contract.root, contract) !== null,
    findPlaces: (texts) =>
      findPackages(texts, /(?:^|\/)envelope\.[jt]s$/, { file: "package.json", name: /^ {2}"name": "([^"]+)"/m }),
  },
  {
    name: "go",
    generate: ({ contract, out, packageName }) =>
      moveInto(out ?? toGoPackage(contract), generateGo(contract, { module: packageName })),
    isExpected: ({ go }) => go !== null,
    findPlaces: (texts) => findPackages(texts, /(?:^|\/)codes\.go$/, { file: "go.mod", name: /^module (\S+)/m }),
  },
  {
    name: "rust",
    generate: ({ contract, out, packageName }) =>
      moveInto(
        out ?? (packageName === null ? `src/${toRustModule(contract)}` : toRustModule(contract)),
        generateRust(contract, { crate: packageName }),
      ),
    isExpected: ({ rust }) => rust !== null,
    findPlaces: (texts) => findPackages(texts, /(?:^|\/)code\.rs$/, { file: "Cargo.toml", name: /^name = "([^"]+)"/m }),
  },
  toDocument("markdown", { folder: "docs/errors", file: "catalogue.md", toFiles: generateMarkdown }),
  toDocument("schema", { folder: ".", file: "error-envelope.schema.json", toFiles: generateSchema }),
  toDocument("vectors", { folder: ".", file: "error-vectors.json", toFiles: generateVectors }),
];

interface Document {
  /** Where it usually goes. */
  readonly folder: string;
  /** The file by which it is known to have been generated. */
  readonly file: string;
  toFiles(contract: Contract, folder: string): GeneratedFile[];
}

/** What is not for one language: it is no package, and expected where it has been generated before. */
function toDocument(name: string, { folder, file, toFiles }: Document): Target {
  return {
    name,
    generate: ({ contract, out, packageName }) => {
      if (packageName === null) return moveInto(out ?? folder, toFiles(contract, out ?? folder));
      throw new CommandError("INVALID_USAGE", "there are packages for ts, go and rust only", {
        context: { target: name },
      });
    },
    isExpected: (contract) => existsSync(join(contract.root, folder, file)),
    findPlaces: (texts) => findPlaces(texts, new RegExp(`(?:^|/)${file.replaceAll(".", "\\.")}$`)),
  };
}

/** Files in a folder; `.` is the contract's own. */
function moveInto(folder: string, files: readonly GeneratedFile[]): GeneratedFile[] {
  return files.map((file) => ({ ...file, path: posix.join(folder, file.path) }));
}
