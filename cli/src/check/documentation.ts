import { readFileSync, statSync } from "node:fs";
import { relative } from "node:path";
import type { Code, Contract } from "../../../src/contract/contract.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import { findEmptySections } from "../../../src/contract/playbook.ts";
import type { ContractPlaces } from "./contract-places.ts";
import type { CheckProblem, Place } from "./problem.ts";

/** Codes that this repository declares and that lack a description, an owner, or a playbook that says anything (C13). */
export function findUndocumented(contract: Contract, places: ContractPlaces): CheckProblem[] {
  const own = [...contract.codes.values()].filter(({ source }) => contract.files.includes(source));
  return own
    .filter(({ source }) => !isForeign(relative(places.root, source)))
    .flatMap((code) => [...findMissing(code, places), ...findInPlaybook(code, places)]);
}

/** A file of a package: whoever publishes it documents its codes. */
function isForeign(path: string): boolean {
  return path.startsWith("..") || /(?:^|[\\/])node_modules[\\/]/.test(path);
}

function findMissing({ name, description, owner }: Code, places: ContractPlaces): CheckProblem[] {
  const problems: CheckProblem[] = [];
  const place = places.find(["codes", name]);
  if (description.trim() === "")
    problems.push(toProblem("undescribed-code", place, `${name} has no description. Say what failed, for people.`));
  if (owner === null)
    problems.push(toProblem("unowned-code", place, `${name} has no owner. Name the team to turn to in "owner".`));
  return problems;
}

function findInPlaybook({ name, playbook }: Code, places: ContractPlaces): CheckProblem[] {
  const place = places.find(["codes", name, "playbook"]);
  if (playbook === null) {
    const advice = 'Name one in "playbook", and have `error-contract generate markdown` begin it.';
    return [toProblem("missing-playbook", place, `${name} has no playbook. ${advice}`)];
  }
  if (/^[a-z][a-z\d+.-]+:/i.test(playbook)) return []; // elsewhere on the web, and not ours to read
  const file = toForwardSlashes(relative(places.root, playbook));
  if (!statSync(playbook, { throwIfNoEntry: false })?.isFile()) {
    const advice = "Begin it with `error-contract generate markdown`, or mend the path.";
    return [toProblem("missing-playbook", place, `${name}'s playbook ${file} is not there. ${advice}`)];
  }
  return findEmptySections(readFileSync(playbook, "utf8")).map((section) => {
    const message = `The playbook of ${name} says nothing under "${section}". Whoever is on call will need it.`;
    return toProblem("empty-playbook-section", { file, line: 1, column: 1 }, message);
  });
}

function toProblem(rule: string, place: Place, message: string): CheckProblem {
  return { rule, severity: "error", place, message };
}
