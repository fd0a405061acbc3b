import type { Contract } from "../../contract/contract.ts";
import { type GeneratedFile, generatedNotice } from "../generated-file.ts";
import { toAppErrorModule } from "./app-error-module.ts";
import type { MountedFramework } from "../../knowledge/mounted-framework.ts";
import { toBoundaryModule } from "./boundary-modules.ts";
import { toCodedErrorModule } from "./coded-error-module.ts";
import { toEnvelopeModule } from "./envelope-module.ts";
import { toHooksModule } from "./hooks-module.ts";
import { toIssuesModule } from "./issues-module.ts";
import { toLogModule } from "./log-module.ts";
import { toMeaningModule, toModules } from "./modules.ts";
import { type NotifierChoice, toNotifyModule } from "./notify-module.ts";
import type { OwnErrors } from "./own-errors.ts";
import { toOwnErrorsModule } from "./own-errors-module.ts";
import { toRemoteModule } from "./remote-module.ts";
import { toReportModule } from "./report-module.ts";
import { toRequestContextModule } from "./request-context-module.ts";
import { toRequestIdModule } from "./request-id-module.ts";
import { toWireModule } from "./wire-module.ts";

export interface TypeScriptOptions {
  /** How relative imports end: `.js` under NodeNext, `.ts` where those are allowed, nothing for bundlers and CommonJS. */
  readonly extension: "" | ".js" | ".ts";
  readonly frameworks: readonly MountedFramework[];
  readonly notifier: NotifierChoice | null;
  /** The team's own error classes. */
  readonly own?: OwnErrors | null;
  /** `false` for a compiler before 4.2, which knows no `abstract new`. */
  readonly hasAbstractTypes?: boolean;
}

/** The names of all modules that an error module may have, whatever the framework. */
export const moduleNames = [
  "app-error",
  "coded-error",
  "envelope",
  "hooks",
  "issues",
  "log",
  "notify",
  "own-errors",
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
  const { extension, notifier, frameworks, own = null, hasAbstractTypes = true } = options;
  const modules = toModules(extension, own);
  const meaning = toMeaningModule(own);
  const toKnown = (text: string): string => (hasAbstractTypes ? text : text.replaceAll("abstract new ", "new "));
  const texts: Readonly<Partial<Record<ModuleName, string>>> = {
    [meaning]: toKnown(meaning === "app-error" ? toAppErrorModule(contract) : toCodedErrorModule(contract)),
    envelope: toEnvelopeModule(contract, modules),
    hooks: toHooksModule(modules),
    issues: toIssuesModule(contract, modules),
    log: toLogModule(modules),
    notify: toNotifyModule(notifier, modules),
    ...(own && { "own-errors": toOwnErrorsModule(own, modules) }),
    remote: toRemoteModule(contract, modules),
    report: toReportModule(modules),
    "request-context": toRequestContextModule(modules),
    "request-id": toRequestIdModule(modules),
    wire: toWireModule(contract, modules),
  };
  return [
    ...Object.entries(texts).map(([name, text]) => toFile(name, text)),
    ...frameworks.map((framework) => toFile(`boundary-${framework}`, toBoundaryModule(framework, modules))),
  ];
}

const ownHeader =
  "// Written once by error-contract, and yours to change: how an error that reached a boundary is reported.";

function toFile(name: string, text: string): GeneratedFile {
  const isOwn = name === "notify";
  const header = isOwn ? ownHeader : `// ${generatedNotice}\n// @generated`;
  return { path: `${name}.ts`, text: `${header}\n\n${text}`, isOwn };
}
