// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

import { isErrorLike, toMeaning } from "./app-error.ts";
import type { Severity } from "./app-error.ts";
import { countError } from "./hooks.ts";
import { toInternalEnvelope } from "./envelope.ts";
import type { Envelope, Occurrence } from "./envelope.ts";

/** What a notifier is told beside the error. */
export interface Report {
  /** Equal for occurrences of one failure, different for different ones. */
  readonly groupingKey: string;
  readonly severity: Severity;
  readonly envelope: Envelope;
}

export type Notify = (error: Error, report: Report) => void;

const reported = new WeakSet<object>();

/** Tells the notifier of an error that reached a boundary: a server fault that nobody expected, and each error once. */
export function report(err: unknown, occurrence: Occurrence, notify: Notify): void {
  const meaning = toMeaning(err);
  const isNotified = meaning.fault === "server" && !meaning.expected;
  countError(meaning, isNotified);
  if (!isNotified) return;
  const error = isErrorLike(err) ? err : Object.assign(new Error("something other than an error was thrown"), { cause: err });
  if (reported.has(error)) return;
  reported.add(error);
  const envelope = toInternalEnvelope(err, occurrence);
  try {
    notify(error, { groupingKey: groupingKeyOf(err), severity: meaning.severity, envelope });
  } catch (failure) {
    tellLog(envelope, error, failure);
  }
}

/** Where there is no telling the notifier. An error whose getters fail cannot be printed either. */
function tellLog(envelope: Envelope, ...others: readonly unknown[]): void {
  try {
    console.error(envelope, ...others);
  } catch {
    console.error(envelope);
  }
}

/** The code and the first frame in the project, from the innermost cause outward. */
export function groupingKeyOf(err: unknown): string {
  const causes = causesOf(err);
  const frame = causes.map(toProjectFrame).find((each) => each !== undefined);
  return toMeaning(err).code + " " + (frame ?? causes[0]?.name ?? typeof err);
}

/** An error and its causes, the innermost first. */
function causesOf(err: unknown): Error[] {
  const causes: Error[] = [];
  for (let at = err; isErrorLike(at) && !causes.includes(at); at = (at as { readonly cause?: unknown }).cause) causes.unshift(at);
  return causes;
}

function toProjectFrame(error: Error): string | undefined {
  if (typeof error.stack !== "string") return undefined;
  const afterMessage = error.stack.slice(Math.max(0, error.stack.indexOf(error.message)) + error.message.length);
  const frame = afterMessage.split("\n").find((line) => /^\s+at /.test(line) && /:\d+:\d+\)?$/.test(line) && !/node_modules|node:|\(internal|<anonymous>:/.test(line));
  return frame?.trim().slice("at ".length).replace("file://", "").replace(currentFolder(), "");
}

/** Left out of a group, so that it is the same on every host. */
function currentFolder(): string {
  return typeof process === "undefined" ? "" : process.cwd() + "/";
}
