import type { Project } from "./read-project.ts";

/** A generated module for a project without types. The compiler is loaded only here: most projects do not need it. */
export async function toJavaScript(
  text: string,
  language: Exclude<Project["language"], "typescript">,
): Promise<string> {
  const { ts } = await import("ts-morph");
  const module = language === "javascript-cjs" ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext;
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module, esModuleInterop: true };
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  // its types are gone: a compiler that reads JavaScript would miss them
  return outputText.replace(/^(?:\/\/.*\n)*/, "$&// @ts-nocheck\n");
}
