import type { FileContribution, Treatment } from "./file-contribution.ts";
import type { Functions } from "./functions.ts";

interface NotifiedPlace {
  readonly file: FileContribution;
  readonly functions: Functions;
  /** By a service that takes the same error twice for one. */
  readonly isOnce?: boolean;
  /** What was looked at. */
  readonly seen?: Set<Treatment>;
}

/** Whether a monitoring service is told of an error, here or by whom it is given to. */
export function isNotified({ asks, passes }: Treatment, place: NotifiedPlace): boolean {
  const { file, functions, isOnce = false, seen = new Set() } = place;
  if (asks.some(({ notified }) => notified === "once" || (notified === "each" && !isOnce))) return true;
  return passes.some(({ to, argument }) =>
    (to ? functions.find(to, file) : []).some((target) => {
      const parameter = target.entry.parameters.find(({ index }) => index === argument);
      if (!parameter || seen.has(parameter)) return false;
      seen.add(parameter);
      return isNotified(parameter, { ...place, file: target.file, seen });
    }),
  );
}
