import { envelopeMembers } from "../contract/envelope-members.ts";
import type { Hearing } from "./below.ts";
import type { FileContribution } from "./file-contribution.ts";
import type { Coverage } from "./find-coverage.ts";
import { findRoute, toSegments } from "./find-route.ts";

const ofEnvelopes = new Set<string>(envelopeMembers);

interface Answered extends Hearing {
  /** What is answered has these, at its top level. */
  readonly members: readonly string[];
}

/** Who asks for what a handler answers and reads a member of it that no envelope has, as reasons. */
export function* findAnswerReader({ path, caught, members }: Answered, coverage: Coverage): Generator<string> {
  const { workspace } = coverage;
  const file = workspace.file(path);
  const lost = members.filter((name) => !ofEnvelopes.has(name));
  const routes = file && lost.length > 0 ? findRoutes(file, caught, coverage) : [];
  if (routes.length === 0) return;
  for (const each of workspace.files) {
    const asked = each === file ? undefined : each.reads?.paths.find((one) => routes.some((route) => isOf(one, route)));
    if (asked === undefined) continue;
    const readers = [each, ...each.imports.flatMap((module) => workspace.modules.find(module))];
    const read = lost.find((name) => readers.some(({ reads }) => reads?.members.includes(name)));
    if (read !== undefined)
      yield `${workspace.toRelative(each.path)} asks for \`${asked}\` and reads \`${read}\` of it`;
  }
}

/** The paths by which somebody who hears of errors is asked, here or where it is registered. */
function findRoutes(file: FileContribution, caught: number, coverage: Coverage): (readonly string[])[] {
  const listener = file.listeners[caught];
  if (!listener) return [];
  const around = listener.self ?? listener.function;
  const own = findRoute(file, around);
  const target = coverage.workspace.functions.at(file, around);
  const elsewhere = target ? coverage.entrancesOf(target).flatMap(({ route }) => route ?? []) : [];
  return [...(own === null ? [] : [own]), ...elsewhere].map(toSegments).filter((each) => each.some(isWritten));
}

/** Whether a path that is asked ends as a route does: what is mounted knows no more than that. */
function isOf(asked: string, route: readonly string[]): boolean {
  const end = toSegments(asked).slice(-route.length);
  return (
    end.length === route.length && route.every((part, at) => part === end[at] || !isWritten(part) || end[at] === "*")
  );
}

function isWritten(part: string): boolean {
  return part !== "*";
}
