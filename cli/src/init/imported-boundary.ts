import type { TSESTree } from "@typescript-eslint/types";
import { isTryingNext } from "../../../src/analysis/is-trying-next.ts";
import { findUsed, type OwnBoundary } from "../../../src/rewrite/mount-boundary.ts";
import type { MadeApp } from "../../../src/analysis/find-made-apps.ts";
import { toPosition } from "../../../src/syntax/position.ts";
import { toPackageName } from "../../../src/syntax/specifier.ts";
import { traverse } from "../../../src/syntax/traverse.ts";
import { isFunction, isWithin, lastName } from "../../../src/syntax/unwrap.ts";
import { findMeant, findRoot, type PlacedFunction } from "./handed-apps.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Project } from "./read-project.ts";

/** The boundary of another file of the project that is put on an app or a router: `app.use(middleware.onFailure)`, `app.use(onFailure())`. */
export function findImportedBoundary(
  app: Pick<MadeApp<ProjectFile>, "framework" | "file" | "variable">,
  { files, packages }: Project,
): OwnBoundary | null {
  for (const node of findUsed(app)) {
    const root = findRoot(app.file.bindings.originOf(node));
    if (root?.kind !== "import" || packages.has(toPackageName(root.module))) continue;
    const meant = findMeant(node, app.file, files);
    const nearest = meant.filter(({ file }) => file === meant[0]?.file); // what that file loads may have others of the name
    if (!nearest.some((each) => isAnswering(each, app.framework))) continue;
    const { line } = toPosition(app.file.source.text, node.range[0]);
    return { name: `\`${lastName(node) ?? "…"}\``, line };
  }
  return null;
}

/** Whether it answers errors, or makes what does; what only tells of them and hands them on leaves them to who stands behind it. */
function isAnswering({ file, node }: PlacedFunction, framework: string): boolean {
  let isFound = false;
  traverse(node, (inner) => {
    const isOwn = inner === node || inner.parent === node || inner.parent?.type === "ReturnStatement";
    if (!isFunction(inner) || !isOwn) return;
    const response = inner.params.length === 4 ? inner.params[2] : undefined;
    isFound ||= framework === "express" ? isRead(response, file) : isTryingNext(inner, file.bindings);
  });
  return isFound;
}

function isRead(parameter: TSESTree.Parameter | undefined, { bindings }: ProjectFile): boolean {
  const declared = parameter?.parent ? bindings.declaredBy(parameter.parent) : [];
  return declared.some(
    ({ identifiers, references }) =>
      references.length > 0 && identifiers.some((each) => parameter !== undefined && isWithin(each, parameter)),
  );
}
