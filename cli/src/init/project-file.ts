import type { Source } from "../../../src/syntax/source.ts";
import type { Bindings } from "../../../src/syntax/bindings.ts";
import type { FileText } from "../read-file.ts";

/** A source file of the project that is set up. */
export interface ProjectFile {
  /** Relative to the project's root, with forward slashes. */
  readonly path: string;
  readonly file: FileText;
  readonly source: Source;
  readonly bindings: Bindings;
  readonly imports: readonly ImportedModule[];
}

/** One import, re-export or `require` of a literal specifier. */
export interface ImportedModule {
  readonly specifier: string;
  /** Nothing of it is left at run time. */
  readonly isTypeOnly: boolean;
  readonly isRequire: boolean;
}
