/** A file to be written, by its path from the folder it is generated into. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
  /** Written once, then the team's own: it has no generated header and is never written again. */
  readonly isOwn: boolean;
}

/** Stands at the head of every generated file: a file without it is somebody's own and is never overwritten. */
export const generatedNotice =
  "Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate";

/** Whether a text is this generator's, and may be written again. */
export function hasGeneratedHeader(text: string): boolean {
  return text.split("\n", 5).some((line) => line.includes(generatedNotice));
}
