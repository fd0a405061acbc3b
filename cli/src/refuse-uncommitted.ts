import { CommandError } from "./command-error.ts";
import { findUncommitted } from "./git.ts";
import type { Workspace } from "./workspace-root.ts";

/**
 * For changes that belong together: half of them is worse than none, so that one file that git could not give back stops
 * all. Throws `FILE_UNCOMMITTED`.
 */
export async function refuseUncommitted(
  { root, isRepository }: Workspace,
  changes: readonly { readonly path: string }[],
): Promise<void> {
  if (!isRepository || changes.length === 0) return;
  const paths = changes.map(({ path }) => path);
  const uncommitted = await findUncommitted(root, paths);
  if (uncommitted.size === 0) return;
  throw new CommandError("FILE_UNCOMMITTED", "files have uncommitted changes: commit them, or pass --allow-dirty", {
    details: [...uncommitted],
  });
}
