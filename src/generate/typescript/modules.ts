import { toLiteral } from "./literal.ts";
import type { OwnErrors } from "./own-errors.ts";

/** How the generated modules import each other. */
export interface Modules {
  /** The specifier of another module, as a literal. */
  readonly from: (name: string) => string;
  /** That of the module that tells what an error means. */
  readonly meaning: string;
  /** The type of the errors that they make: the generated class's, or the team's own. */
  readonly made: "AppError" | "OwnError";
  readonly own: OwnErrors | null;
}

export function toModules(extension: string, own: OwnErrors | null): Modules {
  const from = (name: string): string => toLiteral(`./${name}${extension}`);
  const isOwn = own !== null && own.maker !== null;
  return { from, meaning: from(toMeaningModule(own)), made: isOwn ? "OwnError" : "AppError", own };
}

/** Where the team has no class of its own to make errors with, the generated one tells what they mean. */
export function toMeaningModule(own: OwnErrors | null): "app-error" | "coded-error" {
  return own === null || own.maker === null ? "app-error" : "coded-error";
}
