/** A semantic version; builds (`+5`) count nothing. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `rc.1` of `3.0.0-rc.1`: before the version itself. */
  readonly stage: string | null;
}

/** How far a release goes. */
export type Release = "major" | "minor" | "patch";

/** The parts of a version, or `null` where the text is none. */
export function parseVersion(text: string): Version | null {
  const match = /^(\d+)\.(\d+)\.(\d+)(?:-([\w.-]+))?(?:\+[\w.-]+)?$/.exec(text);
  if (!match) return null;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]), stage: match[4] ?? null };
}

/** Whether a version is `target` or a later one, by the order of semantic versions. What is no version is reached by none. */
export function isReached(version: string, target: string): boolean {
  const [own, other] = [parseVersion(version), parseVersion(target)];
  return own !== null && other !== null && compareVersions(own, other) >= 0;
}

/** Below zero where `one` comes before `other`, above it where after. */
function compareVersions(one: Version, other: Version): number {
  const difference = one.major - other.major || one.minor - other.minor || one.patch - other.patch;
  if (difference !== 0 || one.stage === other.stage) return difference;
  if (one.stage === null || other.stage === null) return one.stage === null ? 1 : -1;
  return one.stage.localeCompare(other.stage, "en", { numeric: true });
}

/** What a step from one version to a later one may bring; before 1.0.0 a minor step may break. `null` where it is no step. */
export function releaseBetween(before: Version, after: Version): Release | null {
  if (compareVersions(after, before) <= 0) return null;
  const isEarly = before.major === 0 && after.major === 0;
  if (before.major !== after.major) return "major";
  if (before.minor !== after.minor) return isEarly ? "major" : "minor";
  return isEarly ? "minor" : "patch";
}

/** The version that a release of that kind would have. */
export function toNextVersion({ major, minor, patch }: Version, release: Release): string {
  const isEarly = major === 0;
  if (release === "patch" || (isEarly && release === "minor")) return `${major}.${minor}.${patch + 1}`;
  return release === "minor" || isEarly ? `${major}.${minor + 1}.0` : `${major + 1}.0.0`;
}
