import type { FileContribution } from "./file-contribution.ts";

/** The path of the handler around a function, where that is registered in its file: `/stats`, `/orders/:id`. */
export function findRoute({ functions }: FileContribution, index: number): string | null {
  for (let at = functions[index]; at; at = at.parent === 0 ? undefined : functions[at.parent]) {
    const route = at.handler?.route;
    if (route) return route.slice(route.indexOf("/"));
  }
  return null;
}

/** The parts of a path, `*` for each that is filled in: `/orders/:id`, `/orders/{id}`, `/orders/*`. */
export function toSegments(path: string): string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.map((part) => (/^[:{[*]/.test(part) ? "*" : part));
}
