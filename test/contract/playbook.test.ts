import { expect, it } from "vitest";
import { findEmptySections } from "../../src/contract/playbook.ts";

it("finds the sections in which nothing is said, however the headings are closed", () => {
  const playbook = [
    "# TIMEOUT",
    "## Meaning:",
    "Nobody answered in time.",
    "### What to collect ###",
    "- the order's id",
    "## Dashboards",
    "<!-- which? -->",
    "## Remedy.",
    "TODO",
  ].join("\n");
  expect(findEmptySections(playbook)).toEqual(["Dashboards", "Remedy", "Escalation"]);
});
