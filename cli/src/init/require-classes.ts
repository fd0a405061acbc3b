import { join, relative } from "node:path";
import { findCompilerOptions } from "../../../src/contract/compiler-options.ts";
import { findUpwards } from "../../../src/contract/discover.ts";
import { createDisk } from "../../../src/contract/disk.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import { CommandError } from "../command-error.ts";
import type { Project } from "./read-project.ts";

/**
 * Throws `INVALID_USAGE` where a folder, from the root, is compiled to a JavaScript without classes: what extends `Error` is
 * no instance of its class there.
 */
export function requireClasses({ root, repository, language }: Project, folder: string): void {
  if (language !== "typescript") return;
  const file = join(root, folder, "app-error.ts");
  const { target = "", noEmit = false } = findCompilerOptions(file, createDisk()) ?? {};
  const config = findUpwards(file, "tsconfig.json");
  if (config === null || noEmit || !/^es[35]$/i.test(target)) return;
  const path = toForwardSlashes(relative(repository, config));
  throw new CommandError("INVALID_USAGE", "the service is compiled to a JavaScript in which errors lose their class", {
    context: { path, target, advice: `set target to ES2015 or later in ${path}` },
  });
}
