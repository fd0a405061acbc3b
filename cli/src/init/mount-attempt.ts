import { posix } from "node:path";
import { findMadeApps } from "../../../src/analysis/find-made-apps.ts";
import { mountedFrameworks, type MountedFramework } from "../../../src/knowledge/mounted-framework.ts";
import type { BoundaryPlace } from "../../../src/rewrite/mount-boundary.ts";
import type { TextEdit } from "../../../src/syntax/edits.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Project } from "./read-project.ts";

/** A project, and the folder of its error module, from the root. */
export interface ErrorFolder {
  readonly project: Project;
  readonly folder: string;
}

/** What came of mounting a boundary, or a part of one, in a file. */
export interface MountAttempt {
  readonly framework: MountedFramework;
  readonly file: ProjectFile;
  readonly edits: readonly TextEdit[];
  /** Why nothing is mounted; `null` where it is, or was before. */
  readonly doubt: string | null;
  /** Whether the part that notifies belongs here. */
  readonly notifies: boolean;
  /** What a person is to write in its place; `null` where that cannot be told. */
  readonly remedy: string | null;
}

/** What a boundary exports that notifies. */
export function toNotifyingPart(framework: MountedFramework): string {
  return mountedFrameworks[framework].parts.at(-1) ?? "";
}

/** tRPC takes its boundary in several places, and needs it in all of them. */
export function isSpread(framework: MountedFramework): boolean {
  return framework === "trpc";
}

export function toBoundaryPlace(framework: MountedFramework, { project, folder }: ErrorFolder): BoundaryPlace {
  const { language, extension } = project;
  const name = `boundary-${framework}${language === "typescript" ? ".ts" : ".js"}`;
  return { path: posix.join(folder, name), extension };
}

/** Why the project itself answers errors for a whole app already; `null` where nothing does. */
export function findAnswering(framework: MountedFramework, file: ProjectFile, { files }: Project): string | null {
  const answering = elsewhere[framework];
  const isElsewhere = (each: ProjectFile): boolean =>
    (each !== file || isSpread(framework)) && !isOfOther(framework, each);
  const own = answering && files.find((each) => isElsewhere(each) && answering.pattern.test(each.file.text));
  return own ? `${own.path} ${answering.says}` : null;
}

/** Whether a file makes an app itself, and answers for that one: in these, any app may have an answer of its own. */
function isOfOther(framework: MountedFramework, file: ProjectFile): boolean {
  return /^(?:fastify|hono)$/.test(framework) && findMadeApps(file).length > 0;
}

/** What answers errors for a whole app, wherever in the project it stands. */
const elsewhere: Readonly<Partial<Record<MountedFramework, { readonly pattern: RegExp; readonly says: string }>>> = {
  fastify: { pattern: /\.setErrorHandler\s*(?:<[^<>()]*>)?\(/, says: "sets an error handler" },
  hono: { pattern: /\.onError\s*\(/, says: "answers errors by `onError`" },
  // `app.context.onerror = function (err) { … }`
  koa: { pattern: /\bcontext\.onerror\s*=/, says: "sets `onerror`, which answers in its own way" },
  nest: { pattern: /\bAPP_FILTER\b|\.useGlobalFilters\s*\(/, says: "registers an exception filter for the whole app" },
  // `t.middleware(Sentry.trpcMiddleware())`
  trpc: {
    pattern: /\.trpcMiddleware\s*\(/,
    says: "has middleware that reports what procedures throw (`trpcMiddleware`)",
  },
};
