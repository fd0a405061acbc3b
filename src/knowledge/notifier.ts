import type { Export } from "./framework.ts";

/** A monitoring service's SDK: which calls report an error, and what it does with a second report of the same one. */
export interface Notifier {
  readonly name: string;
  /** How people spell it: "Bugsnag". */
  readonly title: string;
  readonly modules: readonly string[];
  /** Functions and methods that report, with the position of the error: `Bugsnag.notify(err)`. */
  readonly calls: readonly { readonly method: string; readonly argument: number; readonly key?: string }[];
  /** Clients made by a factory or a class: `new Rollbar(…)`, whose methods report. */
  readonly clients: readonly Export[];
  /** Types (imported from `modules`) whose instances report. */
  readonly clientTypes: readonly string[];
  /** Middleware that reports what handlers throw: `Sentry.setupExpressErrorHandler(app)`, `errorHandler`. */
  readonly boundaries: readonly string[];
  /** Frameworks it instruments with no set-up call. */
  readonly automatic: readonly string[];
  /** The same object reported twice makes two events. */
  readonly repeatsSameObject: boolean;
  /** Reporting an error and then a wrap of it makes two events. */
  readonly repeatsWrapped: boolean;
}
