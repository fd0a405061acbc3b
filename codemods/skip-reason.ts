import { deepestNesting, findDeepNesting } from "../src/syntax/nesting.ts";

/** The largest file that is read. */
export const maximumSize = 2 * 1024 * 1024;

const sourceName = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const componentName = /\.(?:vue|svelte|astro)$/;

/** Whether a file is one that a person may expect to be migrated. */
export function isCandidateName(path: string): boolean {
  return sourceName.test(path) || componentName.test(path);
}

/** Why a file of this name is not even read; `null` where the name says nothing against it. */
export function findNameReason(path: string): string | null {
  if (componentName.test(path)) return "a component file, which only the ESLint rules read";
  if (!sourceName.test(path)) return "neither JavaScript nor TypeScript";
  if (/\.d\.(?:[^./]+\.)?[cm]?ts$/.test(path)) return "a declaration file";
  if (/[.-]min\.[^./]+$/.test(path)) return "minified";
  return null;
}

/** Why a file with this text is not even read; `null` where it is. */
export function findTextReason(text: string): string | null {
  if (hasLongLines(text, 500)) return "minified";
  return findDeepNesting(text) === null ? null : `brackets are nested more than ${String(deepestNesting)} deep`;
}

/** Whether its lines are longer than `length` on the average. */
function hasLongLines(text: string, length: number): boolean {
  if (text.length <= length) return false;
  const enough = text.length / length;
  let lines = 1;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) if (++lines >= enough) return false;
  return lines < enough;
}
