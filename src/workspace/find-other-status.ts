import type { Below, Hearing } from "./below.ts";
import type { FileContribution, Raise } from "./file-contribution.ts";
import type { Workspace } from "./workspace.ts";

/** Who below a catch throws an error whose own status is not the one answered there, as reasons. */
export function* findOtherStatus(
  { status, ...hearing }: Hearing & { readonly status: number },
  below: Below,
): Generator<string> {
  for (const { file, raises } of below.find(hearing))
    for (const other of raises.filter((each) => each.status !== status))
      yield toReason(other, { file, status, workspace: below.workspace });
}

interface Answered {
  readonly file: FileContribution;
  readonly status: number;
  readonly workspace: Workspace;
}

function toReason(raise: Raise, { file, status, workspace }: Answered): string {
  const place = `${workspace.toRelative(file.path)}:${String(raise.line)}`;
  const own = raise.isByWords
    ? `, which by its words is a ${String(raise.status)}`
    : ` with a status of ${String(raise.status)}`;
  return `it answers ${String(status)} also to what ${place} throws${own}`;
}
