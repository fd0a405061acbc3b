/** Whether a version is `target` or a later one, by the order of semantic versions; builds (`+5`) count nothing. */
export function isReached(version: string, target: string): boolean {
  const [own, other] = [toParts(version), toParts(target)];
  const difference = toDifference(own.numbers, other.numbers);
  if (difference !== 0) return difference > 0;
  if (own.stage === null || other.stage === null) return own.stage === null || other.stage !== null;
  return own.stage.localeCompare(other.stage, "en", { numeric: true }) >= 0;
}

interface Parts {
  readonly numbers: readonly number[];
  /** `rc.1` of `3.0.0-rc.1`: before the version itself. */
  readonly stage: string | null;
}

function toParts(version: string): Parts {
  const [release = "", ...stage] = version.replace(/\+.*/, "").split("-");
  return { numbers: release.split(".").map(Number), stage: stage.length === 0 ? null : stage.join("-") };
}

function toDifference(own: readonly number[], other: readonly number[]): number {
  const index = own.findIndex((number, at) => number !== other[at]);
  return index < 0 ? 0 : (own[index] ?? 0) - (other[index] ?? 0);
}
