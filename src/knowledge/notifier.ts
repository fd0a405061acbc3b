import type { Export } from "./framework.ts";

/** A method that reports. One that finds the error among several arguments has an entry for each. */
export interface NotifierCall {
  /** The last name before the parenthesis, whatever it hangs on. */
  readonly method: string;
  readonly argument: number;
  /** Key of an object argument that holds the error: `notify({ error })`. */
  readonly key?: string;
  /** Literals of the first argument for which it reports: `setTag("error", err)`. Absent: always. */
  readonly first?: readonly string[];
}

/** An option, or a method, by which a team decides what is reported by what an error is; or a list of texts and classes. */
export interface NotifierFilter {
  readonly name: string;
  /** Where a function finds the error, of whatever it is given: `hint.originalException`. */
  readonly errors?: readonly string[];
  /** Where it finds what the error is, and not those in it: `event.errors[0].errorClass`. */
  readonly parts?: readonly string[];
}

/** A monitoring service's SDK: which calls report an error, and what it does with a second report of the same one. */
export interface Notifier {
  readonly name: string;
  /** How people spell it: "Bugsnag". */
  readonly title: string;
  readonly modules: readonly string[];
  /** Functions and methods that report, with the position of the error: `Bugsnag.notify(err)`. */
  readonly calls: readonly NotifierCall[];
  /** Clients made by a factory or a class, or exported ready-made: `new Rollbar(…)`, `datadogRum`. Their methods report. */
  readonly clients: readonly Export[];
  /** Types (imported from `modules`) whose instances report. */
  readonly clientTypes: readonly string[];
  /** Members of other objects that hold a client: `req.bugsnag`. */
  readonly members?: readonly string[];
  /** Middleware that reports what handlers throw: `Sentry.setupExpressErrorHandler(app)`, `errorHandler`. */
  readonly boundaries: readonly string[];
  /** Whoever asks an error, or what the service would tell of it, before that is reported. */
  readonly filters: readonly NotifierFilter[];
  /** Frameworks it instruments with no set-up call. */
  readonly automatic: readonly string[];
  /** The major version that began to do so, where older ones need a call. */
  readonly automaticSince?: number;
  /** The same object reported twice makes two events. */
  readonly repeatsSameObject: boolean;
  /** Reporting an error and then a wrap of it makes two events. */
  readonly repeatsWrapped: boolean;
}
