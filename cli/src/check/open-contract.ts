import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Setting } from "../../../src/analysis/facts.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import { findContractPath } from "../../../src/contract/discover.ts";
import { CommandError } from "../command-error.ts";
import { findFiles } from "../files.ts";
import { memoize } from "../memoize.ts";
import { toSettings } from "../settings.ts";
import { findWorkspace, type Workspace } from "../workspace-root.ts";

export interface ContractOptions {
  readonly cwd: string;
  /** A contract other than the one nearest to `cwd`. */
  readonly contract: string | null;
}

export interface OpenContract {
  readonly contract: Contract;
  readonly root: string;
  readonly workspace: Workspace;
  /** The repository's sources, relative to its root. */
  readonly files: readonly string[];
  readonly setting: Setting;
  /** Whether the contract is the one that holds for a file (absolute path): another may be nearer to it. */
  readonly isInForce: (path: string) => boolean;
}

/** The contract of a folder, and the sources it may be in force for. Throws `CONTRACT_NOT_FOUND` or `CONTRACT_INVALID`. */
export async function openContract({ cwd, contract: named }: ContractOptions): Promise<OpenContract> {
  const place = realpathSync(cwd);
  const path = named ?? findContractPath(join(place, "any"));
  if (path === null) {
    const advice = "make one with `error-contract init`";
    throw new CommandError("CONTRACT_NOT_FOUND", "no error-contract.json applies here", {
      context: { root: place, advice },
    });
  }
  const setting = toSettings({ cwd: place, contract: path })(path);
  const contract = setting?.contract;
  if (!contract) throw new CommandError("CONTRACT_NOT_FOUND", "there is no such contract", { context: { path } });
  const workspace = await findWorkspace(contract.root, []);
  const { files } = await findFiles(workspace, { cwd: place, include: [], exclude: [] });
  const findNearest = memoize((directory: string) => findContractPath(join(directory, "any")));
  const isInForce = (file: string): boolean => named !== null || findNearest(dirname(file)) === contract.path;
  return { contract, setting, root: workspace.root, workspace, files, isInForce };
}
