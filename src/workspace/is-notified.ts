import type { FileContribution, Treatment } from "./file-contribution.ts";
import type { Functions } from "./functions.ts";

/** Whether a monitoring service is told of an error by whom it is given to, that would know it again. */
export function isNotified(
  { passes }: Treatment,
  { file, functions, seen = new Set() }: { file: FileContribution; functions: Functions; seen?: Set<Treatment> },
): boolean {
  return passes.some(({ to, argument }) =>
    (to ? functions.find(to, file) : []).some((target) => {
      const parameter = target.entry.parameters.find(({ index }) => index === argument);
      if (!parameter || seen.has(parameter)) return false;
      seen.add(parameter);
      return (
        parameter.asks.some((ask) => ask.isNotified) || isNotified(parameter, { file: target.file, functions, seen })
      );
    }),
  );
}
