import type { Export } from "./framework.ts";

/** A logging library: what tells an error to the log. */
export interface Logger {
  readonly name: string;
  readonly modules: readonly string[];
  /** A global object, for `console`. */
  readonly global?: string;
  /** All methods that write a record, and those of error level. */
  readonly methods: readonly string[];
  readonly errorMethods: readonly string[];
  /** Factories and classes whose result is a logger. */
  readonly factories: readonly Export[];
  readonly types: readonly string[];
  /** Members of other objects that hold one: `request.log`, `this.logger`. */
  readonly members: readonly string[];
  /**
   * Where it writes an error out with its cause, if that is a property like any other, and without it, if that is one of the
   * language's; absent where it makes no difference.
   */
  readonly writesOut?: readonly LoggedPlace[];
}

/** Where an error stands in the call of a logger: as its first argument, in an object that is that, or further back. */
export type LoggedPlace = "first" | "fields" | "later";
