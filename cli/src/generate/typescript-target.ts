import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Contract } from "../../../src/contract/contract.ts";
import type { GeneratedFile } from "../../../src/generate/generated-file.ts";
import { boundaryFrameworks } from "../../../src/generate/typescript/boundary-modules.ts";
import { toPackageFiles } from "../../../src/generate/typescript/package-files.ts";
import { CommandError } from "../command-error.ts";
import { chooseFolder, findFolder, toErrorModule } from "../init/error-module.ts";
import { findApps, findFrameworks } from "../init/find-apps.ts";
import { findNotifier } from "../init/find-notifier.ts";
import { findOwnErrors } from "../init/find-own-errors.ts";
import { readProject } from "../init/read-project.ts";
import type { TargetRequest } from "./target.ts";

/** The error module, as the project around it has its modules; or a package of its own with a boundary for every framework. */
export async function generateTypeScriptTarget(request: TargetRequest): Promise<GeneratedFile[]> {
  const { contract, out, packageName } = request;
  if (packageName !== null) return generatePackage(contract, out ?? ".", packageName);
  const root = realpathSync(contract.root);
  const known = out ?? findFolder(contract.root, contract);
  const project = await readProject(findProjectRoot(root, known ?? "."));
  const way = relative(project.root, join(root, known ?? ".")).replaceAll("\\", "/");
  const folder = known === null ? chooseFolder(project) : way;
  const { own, obstacle } = findOwnErrors(project, contract, folder);
  if (obstacle !== null && out === null)
    throw new CommandError(
      "INVALID_USAGE",
      "the contract's error class cannot be imported; pass --out for one that is generated",
      { context: { obstacle } },
    );
  const frameworks = findFrameworks(project, findApps(project));
  const notifier = findNotifier(project.files).choice;
  const files = await toErrorModule(project, { contract, folder, frameworks, notifier, own });
  const prefix = relative(root, project.root).replaceAll("\\", "/");
  return files.map((file) => ({ ...file, path: prefix === "" ? file.path : `${prefix}/${file.path}` }));
}

/** The folder of the nearest package.json at or above a folder, and never above the contract. */
function findProjectRoot(root: string, folder: string): string {
  let at = join(root, folder);
  while (at !== root && at !== dirname(at) && !existsSync(join(at, "package.json"))) at = dirname(at);
  return at;
}

async function generatePackage(contract: Contract, folder: string, name: string): Promise<GeneratedFile[]> {
  const modules = await toErrorModule(
    { language: "typescript", extension: ".js", hasAbstractTypes: true },
    { contract, folder: `${folder}/src`, frameworks: boundaryFrameworks, notifier: null, own: null },
  );
  const manifest = toPackageFiles(contract, name).map((file) => ({ ...file, path: `${folder}/${file.path}` }));
  return [...manifest, ...modules];
}
