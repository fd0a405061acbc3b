import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isReached, parseVersion, releaseBetween, toNextVersion } from "../../src/contract/version.ts";

describe("a version", () => {
  it.each([
    ["3.0.0", "3.0.0"],
    ["3.0.1", "3.0.0"],
    ["3.10.0", "3.9.9"],
    ["10.0.0", "9.0.0"],
    ["3.0.0", "3.0.0-rc.1"],
    ["3.0.0-rc.2", "3.0.0-rc.1"],
    ["3.0.0-rc.10", "3.0.0-rc.9"],
    ["3.0.0+build-5", "3.0.0"],
  ])("%s has reached %s", (version, target) => {
    expect(isReached(version, target)).toBe(true);
  });

  it.each([
    ["2.9.9", "3.0.0"],
    ["3.9.9", "3.10.0"],
    ["3.0.0-rc.1", "3.0.0"],
    ["3.0.0-rc.1", "3.0.0-rc.2"],
  ])("%s has not reached %s", (version, target) => {
    expect(isReached(version, target)).toBe(false);
  });
});

describe("versions", () => {
  it("are steps of a kind; before 1.0.0 each goes one further", () => {
    const between = (one: string, other: string) => releaseBetween(parseVersion(one)!, parseVersion(other)!);
    expect(between("1.2.3", "2.0.0")).toBe("major");
    expect(between("1.2.3", "1.3.0")).toBe("minor");
    expect(between("1.2.3", "1.2.4-rc.1")).toBe("patch");
    expect(between("0.2.3", "0.3.0")).toBe("major");
    expect(between("0.2.3", "0.2.4")).toBe("minor");
    expect(between("0.9.0", "1.0.0")).toBe("major");
    expect(between("1.2.3", "1.2.3")).toBeNull();
    expect(between("1.2.3", "1.2.2")).toBeNull();
  });

  it("are read strictly", () => {
    expect(["1", "1.2", "v1.2.3", "1.2.3.4", ""].map(parseVersion)).toEqual([null, null, null, null, null]);
  });

  it("next to one another are a step of at least the kind that was asked for", () => {
    const part = fc.nat({ max: 30 });
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.constantFrom("major", "minor", "patch"), (parts, release) => {
        const version = parseVersion(parts.join("."))!;
        const next = parseVersion(toNextVersion(version, release))!;
        const reach = ["patch", "minor", "major"];
        expect(reach.indexOf(releaseBetween(version, next)!)).toBeGreaterThanOrEqual(reach.indexOf(release));
      }),
    );
  });
});
