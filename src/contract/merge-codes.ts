import { toMemberName } from "./code-pattern.ts";
import type { Code } from "./contract.ts";
import { createProblem } from "./document.ts";
import type { Declaration } from "./declaration.ts";
import { type ContractProblem, toQuoted } from "./problem.ts";

/** The codes of all files together, and where two files contradict each other. */
export interface MergedCodes {
  readonly codes: ReadonlyMap<string, Code>;
  readonly problems: readonly ContractProblem[];
}

/** Merges what files say about codes, those that are extended first. */
export function mergeCodes(declarations: readonly Declaration[]): MergedCodes {
  const codes = new Map([...toGroups(declarations)].map(([name, group]) => [name, toCode(name, group)]));
  const problems = [...toGroups(declarations).values()].flatMap((group) => findContradictions(group));
  return { codes, problems };
}

function toGroups(declarations: readonly Declaration[]): Map<string, Declaration[]> {
  const groups = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    const group = groups.get(declaration.name);
    if (group === undefined) groups.set(declaration.name, [declaration]);
    else group.push(declaration);
  }
  return groups;
}

function toCode(name: string, group: readonly Declaration[]): Code {
  const { fixed, document } = group[0] as Declaration;
  const later = [...group].reverse();
  return {
    name,
    ...fixed,
    severity: toSaid(group, ({ agreed }) => agreed.severity) ?? (fixed.fault === "client" ? "info" : "error"),
    message: toSaid(group, ({ agreed }) => agreed.message) ?? toWords(name),
    expected: toSaid(group, ({ agreed }) => agreed.expected) ?? false,
    since: toSaid(group, ({ agreed }) => agreed.since),
    description: toSaid(later, ({ free }) => free.description) ?? "",
    owner: toSaid(later, ({ free }) => free.owner),
    playbook: toSaid(later, ({ free }) => free.playbook),
    deprecated: toSaid(later, ({ free }) => free.deprecated),
    context: toUnion(group.map(({ context }) => context)),
    public: toUnion(group.map((declaration) => declaration.public)),
    source: document.name,
  };
}

/** `NOT_FOUND`, `notFound` and a member's path, `OrderError.NotFound`, as "not found". */
function toWords(name: string): string {
  const last = toMemberName(name);
  const words = /[a-z]/.test(last) ? last.replaceAll(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3 $2$4") : last;
  return words
    .replaceAll(/[^A-Za-z\d]+/g, " ")
    .trim()
    .toLowerCase();
}

function toSaid<Value>(group: readonly Declaration[], get: (declaration: Declaration) => Value | null): Value | null {
  for (const declaration of group) {
    const value = get(declaration);
    if (value !== null) return value;
  }
  return null;
}

function toUnion(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

/** Each file against the first, or against the first that says anything of the field at all. */
function findContradictions(group: readonly Declaration[]): ContractProblem[] {
  const [first] = group;
  if (first === undefined) return [];
  const problems: ContractProblem[] = [];
  for (const field of keysOf(first.fixed)) {
    for (const other of group.slice(1)) {
      if (other.fixed[field] !== first.fixed[field])
        problems.push(toContradiction(first, other, [field, first.fixed[field], other.fixed[field]]));
    }
  }
  for (const field of keysOf(first.agreed)) {
    const [sayer, ...others] = group.filter(({ agreed }) => agreed[field] !== null);
    for (const other of others) {
      if (sayer !== undefined && sayer.agreed[field] !== other.agreed[field]) {
        problems.push(toContradiction(sayer, other, [field, sayer.agreed[field], other.agreed[field]]));
      }
    }
  }
  return problems;
}

/** Told of the later file; of the earlier one if the later is a preset, which nobody can mend. */
function toContradiction(
  first: Declaration,
  other: Declaration,
  [field, ours, theirs]: readonly [string, unknown, unknown],
): ContractProblem {
  const [mended, value] = other.document.isPreset ? [first, theirs] : [other, ours];
  const spot = mended.spotOf(field);
  const isSaid = spot.path !== mended.spotOf().path;
  const message =
    `${first.name} has ${toQuoted(field)}: ${toQuoted(ours)} in ${first.document.name}` +
    ` and ${toQuoted(theirs)}${isSaid || mended !== other ? "" : " by default"} in ${other.document.name}`;
  return createProblem(mended.document, spot, { message, expected: `${toQuoted(field)}: ${toQuoted(value)} in both` });
}

function keysOf<Value extends object>(value: Value): (keyof Value & string)[] {
  return Object.keys(value) as (keyof Value & string)[];
}
