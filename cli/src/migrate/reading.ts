import type { Source } from "../../../src/syntax/source.ts";
import { toFileText, type FileBytes, type FileText } from "../read-file.ts";
import { parseFile } from "./migrate-file.ts";

/** A file that was read, and what is only worked out for whoever asks. */
export class Reading {
  #text: FileText | null | undefined;
  #source: Source | null = null;

  constructor(readonly file: FileBytes) {}

  /** `null` where it is not UTF-8. */
  get text(): FileText | null {
    return (this.#text ??= toFileText(this.file));
  }

  /** Throws `SYNTAX_ERROR`. */
  get source(): Source {
    return (this.#source ??= parseFile(this.file.path, this.text?.text ?? ""));
  }
}
