import { posix } from "node:path";
import { hasGeneratedHeader } from "../../../../src/generate/generated-file.ts";
import type { Project } from "../read-project.ts";
import type { FileChange } from "../write-change.ts";

/** Linters that bring ESLint and their own rules along, look at every file, and read no configuration of ESLint's. */
const wholes = ["xo", "standard", "ts-standard", "semistandard", "standardx"];
/** What checks the form of every file beside a linter. */
const others = ["@biomejs/biome", "prettier", "tslint"];

type Packages = Pick<Project, "packages">;

/** The linter that a project runs in place of ESLint, whose run a configuration of ESLint's would end up in; `null` for none. */
export function findWhole({ packages }: Packages): string | null {
  return wholes.find((name) => packages.has(name)) ?? null;
}

/** What else looks at the files that are written, and may find them of another form than the project's own. */
export function toCheckerNotes(projects: readonly Packages[], changes: readonly FileChange[]): string[] {
  const checkers = [...wholes, ...others].filter((name) => projects.some(({ packages }) => packages.has(name)));
  const made = changes.filter(({ before }) => before === null);
  const folders = made.filter(({ after }) => hasGeneratedHeader(after)).map(({ path }) => `${posix.dirname(path)}/`);
  const configs = made.filter(({ path }) => /^(?:eslint\.config|\.eslintrc)/.test(path)).map(({ path }) => path);
  const places = [...new Set([...folders, ...configs])].sort();
  if (checkers.length === 0 || places.length === 0) return [];
  const verb = checkers.length === 1 ? "looks" : "look";
  return [`${checkers.join(", ")} ${verb} at what is written as well: format it, or leave out ${places.join(", ")}.`];
}
