import type { Review } from "../../../codemods/codemod.ts";
import type { Plan } from "../migrate/plan.ts";
import { planCandidates, type PlanTask } from "../migrate/plan-candidates.ts";
import type { Survey } from "../migrate/survey.ts";
import { TypeComparison, type ChangedFile } from "./type-comparison.ts";

/**
 * Plans, and takes back what would get worse by the project's own compiler: its sites are left, and the others are planned
 * anew, since they may have relied on them. Throws `INVALID_USAGE` and `TYPECHECK_FAILED`.
 */
export async function planTyped(found: Survey, toTask: () => PlanTask): Promise<Plan> {
  const refused = new Map<string, string>();
  const { root, signal } = toTask();
  const types = new TypeComparison(root, signal);
  try {
    for (;;) {
      const plan = await planCandidates(found, () => withRefusals(toTask(), refused));
      const changed = plan.files.flatMap(toChanged);
      const worse = await types.findWorse(changed);
      if (signal.aborted) return { files: [], failed: plan.failed, warnings: [] };
      if (worse.size === 0) return { ...plan, warnings: toWarnings(types, changed) };
      for (const [path, reason] of worse) refused.set(path, reason);
    }
  } finally {
    types.close();
  }
}

function toChanged({ candidate: { path }, file, migration }: Plan["files"][number]): ChangedFile[] {
  return file.text === migration.text ? [] : [{ path, before: file.text, after: migration.text }];
}

function withRefusals(task: PlanTask, refused: ReadonlyMap<string, string>): PlanTask {
  return {
    ...task,
    toReview: (path) => {
      const reason = refused.get(path);
      const review: Review = task.toReview?.(path) ?? { revise: ({ edits }) => edits, onSettled: () => undefined };
      return reason === undefined ? review : { ...review, revise: () => reason };
    },
  };
}

function toWarnings(types: TypeComparison, changed: readonly ChangedFile[]): string[] {
  const unknown = types.findUnknown(changed.map(({ path }) => path));
  const reasons = [...new Set(unknown.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const paths = unknown.filter((each) => each.reason === reason).map(({ path }) => path);
    return `The types of these were not compared, ${reason}: ${paths.join(", ")}.`;
  });
}
