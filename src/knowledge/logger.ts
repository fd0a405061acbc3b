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
}
