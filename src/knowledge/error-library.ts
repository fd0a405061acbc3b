import type { Vocabulary } from "./foreign-codes.ts";
import type { Export } from "./framework.ts";

/** A class or factory of a library that makes foreign-coded (or merely raw) errors. */
export interface ErrorLibrary {
  readonly name: string;
  readonly title: string;
  readonly modules: readonly string[];
  readonly forms: readonly ErrorForm[];
  /** When its message reaches the client. */
  readonly exposes: "always" | "below-500" | "not-500" | "never";
  /** Its instances mean something to the host: their status or code is read. `false` for VError and the like. */
  readonly foreignCoded: boolean;
  /** What a protocol answers a peer with: it has no place for a cause, and must not carry one there. */
  readonly isAnswer?: true;
  /** An object in the place of a message is sent as it is, an error too. */
  readonly sendsObjects?: true;
  /** Class names (imported from `modules`) for `instanceof`. */
  readonly classes: readonly string[];
  /** Whose names its codes are, where they are no HTTP statuses. */
  readonly codes?: Vocabulary;
  /** Functions that make a class of errors, not an error: `createError("E_QUOTA", "over quota")`. */
  readonly classFactories?: readonly Export[];
}

/** One way to make an error. Argument positions are `null` where there is no such argument. */
export interface ErrorForm {
  readonly callee: Export;
  /** Called with `new`, without, or either way. */
  readonly construct: boolean | "either";
  readonly message: number | null;
  /** Position of a status or code argument. */
  readonly code: number | null;
  /** Position of an error, whose message the library copies: `createError(400, err)`. */
  readonly error: number | null;
  /** Position of an options object and the key that holds the cause there. */
  readonly options: number | null;
  readonly cause: string | null;
  /** Keys of the options object that hold the status or code, and the message: `new TRPCError({ code, message })`. */
  readonly codeKey?: string;
  readonly messageKey?: string;
  /** Position of the cause, where it is an argument of its own. */
  readonly causeArgument?: number;
  /** When the library copies the cause's message into its own. */
  readonly copiesCause?: "always" | "without-message";
  /** The major version of its module from which on it takes a cause. */
  readonly causeSince?: number;
  /** The cause is a property like any other: whoever writes the error out whole, writes it out with it. */
  readonly showsCause?: true;
  /** Some hosts take one that has a cause for a fault of the server, and send another message in its place. */
  readonly hidesWithCause?: true;
  /** What the options object has to say where there was none, or the client would no longer read it. */
  readonly standard?: { readonly key: string; readonly text: string };
  /** Keys of the options object that are sent to the client. */
  readonly sent: readonly string[];
  /** HTTP status of every error that this form makes, else `null`: it is in the arguments. */
  readonly status: number | null;
  /** The code of the starter contract that it corresponds to, else `null`. */
  readonly equivalent: string | null;
}
