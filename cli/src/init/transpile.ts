import type { Project } from "./read-project.ts";

/** A generated module for a project without types. The compiler is loaded only here: most projects do not need it. */
export async function toJavaScript(
  text: string,
  language: Exclude<Project["language"], "typescript">,
): Promise<string> {
  const { ts } = await import("ts-morph");
  const module = language === "javascript-cjs" ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext;
  // asked for where nothing needs it, it writes its own helpers into a file that people are to change
  const esModuleInterop = /^import \w+ from /m.test(text);
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module, esModuleInterop };
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  // its types are gone: a compiler that reads JavaScript would miss them
  const [, directive = "", header = "", code = ""] = /^("use strict";\n)?((?:\/\/.*\n)*)([^]*)$/.exec(outputText) ?? [];
  return `${header}// @ts-nocheck\n${directive}${code}`;
}
