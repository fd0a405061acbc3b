import type { Contract } from "../../contract/contract.ts";
import { toAppErrorModule } from "./app-error-module.ts";
import { type BoundaryFramework, toBoundaryModule } from "./boundary-modules.ts";
import { toEnvelopeModule } from "./envelope-module.ts";
import { type NotifierChoice, toNotifyModule } from "./notify-module.ts";
import { toReportModule } from "./report-module.ts";
import { toRequestIdModule } from "./request-id-module.ts";

/** A file to be written, by its path from the folder of the error module. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
  /** Written once, then the team's own: it has no generated header and is never written again. */
  readonly isOwn: boolean;
}

export interface TypeScriptOptions {
  /** How relative imports end: `.js` under NodeNext, `.ts` where those are allowed, nothing for bundlers and CommonJS. */
  readonly extension: "" | ".js" | ".ts";
  readonly frameworks: readonly BoundaryFramework[];
  readonly notifier: NotifierChoice | null;
}

/** Begins every generated file: a file without it is somebody's own and is never overwritten. */
export const generatedHeader =
  "// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate";

/**
 * The error module in TypeScript: the same contract and options give the same texts. Throws `ContractNotUsable` for a
 * contract without a server fault.
 */
export function generateTypeScript(contract: Contract, options: TypeScriptOptions): GeneratedFile[] {
  const { extension, notifier } = options;
  const modules: [name: string, text: string][] = [
    ["app-error", toAppErrorModule(contract)],
    ["envelope", toEnvelopeModule(contract, extension)],
  ];
  if (options.frameworks.length > 0) {
    modules.push(
      ["report", toReportModule(extension)],
      ["notify", toNotifyModule(notifier, extension)],
      ["request-id", toRequestIdModule(extension)],
    );
  }
  for (const framework of options.frameworks)
    modules.push([`boundary-${framework}`, toBoundaryModule(framework, extension)]);
  return modules.map(([name, text]) => toFile(name, text));
}

const ownHeader =
  "// Written once by error-contract, and yours to change: how an error that reached a boundary is reported.";

function toFile(name: string, text: string): GeneratedFile {
  const isOwn = name === "notify";
  const header = isOwn ? ownHeader : `${generatedHeader}\n// @generated`;
  return { path: `${name}.ts`, text: `${header}\n\n${text}`, isOwn };
}

/** Whether a text is this generator's, and may be written again. */
export function hasGeneratedHeader(text: string): boolean {
  return text.split("\n", 4).some((line) => line.trimEnd() === generatedHeader);
}
