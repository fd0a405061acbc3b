import type { Contract } from "../../contract/contract.ts";
import { type GeneratedFile, generatedNotice } from "../generated-file.ts";
import { toAppErrorModule } from "./app-error-module.ts";
import { type BoundaryFramework, toBoundaryModule } from "./boundary-modules.ts";
import { toEnvelopeModule } from "./envelope-module.ts";
import { toHooksModule } from "./hooks-module.ts";
import { toIssuesModule } from "./issues-module.ts";
import { toLogModule } from "./log-module.ts";
import { type NotifierChoice, toNotifyModule } from "./notify-module.ts";
import { toRemoteModule } from "./remote-module.ts";
import { toReportModule } from "./report-module.ts";
import { toRequestContextModule } from "./request-context-module.ts";
import { toRequestIdModule } from "./request-id-module.ts";
import { toWireModule } from "./wire-module.ts";

export interface TypeScriptOptions {
  /** How relative imports end: `.js` under NodeNext, `.ts` where those are allowed, nothing for bundlers and CommonJS. */
  readonly extension: "" | ".js" | ".ts";
  readonly frameworks: readonly BoundaryFramework[];
  readonly notifier: NotifierChoice | null;
}

/** The names of the modules that every error module has, whatever the framework. */
export const moduleNames = [
  "app-error",
  "envelope",
  "hooks",
  "issues",
  "log",
  "notify",
  "remote",
  "report",
  "request-context",
  "request-id",
  "wire",
] as const;

type ModuleName = (typeof moduleNames)[number];

/**
 * The error module in TypeScript: the same contract and options give the same texts. Throws `ContractNotUsable` for a
 * contract without a server fault.
 */
export function generateTypeScript(contract: Contract, options: TypeScriptOptions): GeneratedFile[] {
  const { extension, notifier, frameworks } = options;
  const modules: Readonly<Record<ModuleName, string>> = {
    "app-error": toAppErrorModule(contract),
    envelope: toEnvelopeModule(contract, extension),
    hooks: toHooksModule(extension),
    issues: toIssuesModule(contract, extension),
    log: toLogModule(extension),
    notify: toNotifyModule(notifier, extension),
    remote: toRemoteModule(contract, extension),
    report: toReportModule(extension),
    "request-context": toRequestContextModule(extension),
    "request-id": toRequestIdModule(extension),
    wire: toWireModule(contract, extension),
  };
  return [
    ...moduleNames.map((name) => toFile(name, modules[name])),
    ...frameworks.map((framework) => toFile(`boundary-${framework}`, toBoundaryModule(framework, extension))),
  ];
}

const ownHeader =
  "// Written once by error-contract, and yours to change: how an error that reached a boundary is reported.";

function toFile(name: string, text: string): GeneratedFile {
  const isOwn = name === "notify";
  const header = isOwn ? ownHeader : `// ${generatedNotice}\n// @generated`;
  return { path: `${name}.ts`, text: `${header}\n\n${text}`, isOwn };
}
