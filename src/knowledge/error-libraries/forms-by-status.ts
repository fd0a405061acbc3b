import type { ErrorForm } from "../error-library.ts";
import { codeOfStatus } from "../status-codes.ts";

/** One form for each name of a family whose members differ only in the status they stand for. */
export function formsByStatus(
  module: string,
  statusByName: Readonly<Record<string, number>>,
  shape: Omit<ErrorForm, "callee" | "code" | "status" | "equivalent">,
): readonly ErrorForm[] {
  return Object.entries(statusByName).map(([member, status]) => ({
    ...shape,
    callee: { module, member },
    code: null,
    status,
    equivalent: codeOfStatus(status),
  }));
}
