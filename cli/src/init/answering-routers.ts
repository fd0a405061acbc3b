import type { Variable } from "@typescript-eslint/scope-manager";
import { findOwnBoundary } from "../../../src/rewrite/mount-boundary.ts";
import { findImportedBoundary } from "./imported-boundary.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Project } from "./read-project.ts";

/** The files whose routers of Express answer errors themselves: of what fails below them, nothing comes to the boundary of the app. */
export function findAnsweringRouters(project: Project): readonly ProjectFile[] {
  return project.files.filter((file) => {
    const variables = file.source.scopeManager.scopes.flatMap((scope) => scope.variables);
    const routers = variables.filter((variable) => isRouter(variable, file));
    const made = routers.map((variable) => ({ framework: "express" as const, file, variable }));
    return made.some((each) => (findOwnBoundary(each) ?? findImportedBoundary(each, project)) !== null);
  });
}

/** `const router = express.Router()` */
function isRouter(variable: Variable, { bindings }: ProjectFile): boolean {
  const root = bindings.originOfVariable(variable)?.root;
  if (root?.kind !== "instance" || root.made === "type") return false;
  const { of } = root;
  return of.root.kind === "import" && of.root.module === "express" && of.path.join(".") === "Router";
}
