import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const scratch = fileURLToPath(new URL("../../.demo/generated/", import.meta.url));

/** Writes files to a fresh folder of this repository, so that they find the installed packages. */
export function writeFiles(files: readonly { readonly path: string; readonly text: string }[]): string {
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(join(scratch, "generated-"));
  for (const file of files) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.text);
  }
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The files in a folder, as the installed TypeScript reads them in its strictest settings. */
export function openProgram(folder: string, files: readonly string[], options: ts.CompilerOptions): ts.Program {
  return ts.createProgram(
    files.map((file) => join(folder, file)),
    {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      exactOptionalPropertyTypes: true,
      verbatimModuleSyntax: true,
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      noPropertyAccessFromIndexSignature: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      noImplicitReturns: true,
      isolatedModules: true,
      erasableSyntaxOnly: true,
      types: ["node"],
      ...options,
    },
  );
}

/** What the installed TypeScript says of the files in a folder. */
export function compile(folder: string, files: readonly string[], options: ts.CompilerOptions): string[] {
  const program = openProgram(folder, files, options);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const place = diagnostic.file
      ? `${diagnostic.file.fileName.slice(folder.length + 1)}:${String(diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1)} `
      : "";
    return place + ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  });
}
