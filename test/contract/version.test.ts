import { describe, expect, it } from "vitest";
import { isReached } from "../../src/contract/version.ts";

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
