import { toLiteral } from "./literal.ts";
import type { Modules } from "./modules.ts";

/** The monitoring service that a project uses, and how its files import it. */
export interface NotifierChoice {
  readonly name: "bugsnag" | "sentry" | "rollbar";
  /** The specifier that the project imports: a package, or a module of its own relative to the error module. */
  readonly module: string;
  /** What is imported of it: its default export, the whole namespace, or an export by name. */
  readonly binding: "default" | "namespace" | { readonly member: string };
}

/** Tells the project's notifier, or the log where there is none. */
export function toNotifyModule(notifier: NotifierChoice | null, { from }: Modules): string {
  const types = `import type { Report } from ${from("report")};\n`;
  if (notifier === null) return types + consoleBody;
  const local = { bugsnag: "Bugsnag", sentry: "Sentry", rollbar: "rollbar" }[notifier.name];
  return `import ${toClause(notifier, local)} from ${toLiteral(notifier.module)};\n${types}${bodies[notifier.name]}`;
}

function toClause(notifier: NotifierChoice, local: string): string {
  if (notifier.binding === "default") return local;
  if (notifier.binding === "namespace") return `* as ${local}`;
  const { member } = notifier.binding;
  return member === local ? `{ ${local} }` : `{ ${member} as ${local} }`;
}

const consoleBody = `
/** Tells the log of an error that reached a boundary, causes and all. */
export function notify(error: Error, report: Report): void {
  console.error(report.envelope, error);
}
`;

const bodies: Readonly<Record<NotifierChoice["name"], string>> = {
  bugsnag: `
interface Event {
  groupingHash: string | undefined;
  severity: "info" | "warning" | "error";
  addMetadata(section: string, values: Record<string, unknown>): void;
}

/** What is used of Bugsnag, whichever way its typings are resolved. */
const client = Bugsnag as unknown as { notify(error: Error, onError: (event: Event) => void): void };

const severities = { debug: "info", info: "info", warning: "warning", error: "error", critical: "error" } as const;

/** Tells Bugsnag of an error that reached a boundary; it follows the causes by itself. */
export function notify(error: Error, report: Report): void {
  client.notify(error, (event) => {
    event.groupingHash = report.groupingKey;
    event.severity = severities[report.severity];
    event.addMetadata("envelope", { ...report.envelope });
  });
}
`,
  sentry: `
/** What is used of Sentry, whichever way its typings are resolved. */
const client = Sentry as unknown as { captureException(error: Error, context: Record<string, unknown>): unknown };

const levels = { debug: "debug", info: "info", warning: "warning", error: "error", critical: "fatal" } as const;

/** Tells Sentry of an error that reached a boundary; it follows the causes by itself. */
export function notify(error: Error, report: Report): void {
  const { error_code, request_id, correlation_id } = report.envelope;
  client.captureException(error, {
    level: levels[report.severity],
    fingerprint: [report.groupingKey],
    tags: { error_code, request_id, correlation_id },
    extra: { envelope: report.envelope },
  });
}
`,
  rollbar: `
interface Payload {
  fingerprint?: unknown;
  custom?: { readonly groupingKey?: unknown };
}

type Transform = (payload: Payload, item: unknown) => void | Promise<void>;

/** What is used of Rollbar, whichever way its typings are resolved. */
const client = rollbar as unknown as {
  readonly options: { readonly transform?: Transform };
  configure(options: { transform: Transform }): unknown;
  log(error: Error, custom: Record<string, unknown>): unknown;
};

const transform = client.options.transform;
client.configure({
  transform: (payload, item) => {
    const groupingKey = payload.custom?.groupingKey;
    if (groupingKey !== undefined) payload.fingerprint = groupingKey;
    return transform?.(payload, item);
  },
});

/** Tells Rollbar of an error that reached a boundary; it follows the causes by itself. */
export function notify(error: Error, report: Report): void {
  client.log(error, { level: report.severity, groupingKey: report.groupingKey, envelope: report.envelope });
}
`,
};
