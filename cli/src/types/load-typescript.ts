import { createRequire } from "node:module";
import { join } from "node:path";
import type { ts } from "ts-morph";

export type TypeScript = typeof ts;

/** A compiler that answers questions, and what a person should know of it. */
export interface LoadedTypeScript {
  readonly ts: TypeScript;
  readonly warning: string | null;
}

/** The TypeScript that a folder has installed, where it can be asked from a program; else the one that this command brings along. */
export async function loadTypeScript(folder: string): Promise<LoadedTypeScript> {
  const own = requireOwn(folder);
  if (own && typeof own.createProgram === "function") return { ts: own as TypeScript, warning: null };
  const { ts: brought } = await import("ts-morph");
  const found =
    own?.version === undefined ? "No TypeScript is installed" : `TypeScript ${own.version} answers no questions`;
  return {
    ts: brought,
    warning: `${found}: --types asked version ${brought.version}, which error-contract brings along.`,
  };
}

function requireOwn(folder: string): Partial<TypeScript> | null {
  const require = createRequire(join(folder, "index.js"));
  try {
    return require("typescript") as Partial<TypeScript>;
  } catch {
    return null; // not installed, or in a form that cannot be loaded
  }
}
