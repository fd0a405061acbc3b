import type { CauseSlot } from "../analysis/construction.ts";
import type { LoggedPlace } from "../knowledge/logger.ts";
import type { Printing } from "./prints-text-alone.ts";

/** What one file tells the index: plain data. Functions are numbered in source order; 0 is the top level of the module. */
export type FileContribution = {
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly isTest: boolean;
  readonly isGenerated: boolean;
  /** It is written in `import` and `export`. */
  readonly isModule?: true;
  /** What its winston prints of an error, where that is known to be no cause. */
  readonly prints?: Printing;
  /** The modules from which the formats of its winston come. */
  readonly formats?: readonly string[];
  /** Runs at the client's, where no error of a server's arrives as it was thrown. */
  readonly isClient: boolean;
  readonly functions: readonly FunctionEntry[];
  readonly classes: readonly ClassEntry[];
  /** What classes are given as members from outside; absent where none is. */
  readonly given?: readonly GivenMember[];
  /** Whoever gets hold of an error. */
  readonly listeners: readonly Listener[];
  readonly sites: readonly Site[];
  readonly raises: readonly Raise[];
  readonly ownTexts: readonly OwnText[];
  readonly requests: readonly Request[];
  /** What it asks other programs for, and reads of what they answer; absent where it does not. */
  readonly reads?: AnswerReads;
  readonly exports: readonly ExportEntry[];
  /** Modules that are loaded, in normal form; not those of types alone. */
  readonly imports: readonly string[];
  /** Modules that are loaded for their effect alone. */
  readonly effects: readonly string[];
  readonly apps: readonly App[];
  readonly mounts: readonly Mount[];
  readonly registrations: readonly HandlerRegistration[];
  /** Sentences that a test expects; of other files none. */
  readonly texts: readonly { readonly text: string; readonly line: number }[];
  /** Answers that a test expects; of other files none. */
  readonly answers: readonly ExpectedAnswer[];
  /** Classes that stand above all handlers of a framework by registration: Nest's filters. */
  readonly filters: readonly Reference[];
  /** Functions that are given the errors of a framework's own validation, and no others. */
  readonly failActions: readonly Reference[];
  /** What the contract says of this file, as far as there is one. */
  readonly contract: ContractWord | null;
};

/** An answer that a test expects by its status, which is that of an error. */
export type ExpectedAnswer = {
  readonly line: number;
  readonly status: number;
  /** The same test expects something of what is sent. */
  readonly isBody: boolean;
  /** And that is what the file lets an error say. */
  readonly isEcho: boolean;
};

/** What a name, a member or a parameter stands for, as far as its own file can tell. */
export type Reference =
  | { readonly kind: "function"; readonly index: number }
  /** The parameter of a function of the file. */
  | { readonly kind: "parameter"; readonly of: number; readonly index: number }
  /** `path` begins with the exported name; it is empty for a default export and for the module itself. */
  | { readonly kind: "import"; readonly module: string; readonly path: readonly string[] }
  /** A member of something whose type is known by name, or not at all. */
  | { readonly kind: "member"; readonly name: string; readonly of: TypeName | null }
  /** Whichever method of a class: `this[name](…)`. */
  | { readonly kind: "lookup"; readonly of: TypeName }
  /** One of those that a table holds, which is named by what another module exports: `tasks[name]`. */
  | { readonly kind: "held"; readonly of: readonly Reference[] }
  /** What comes out of a call: `withErrors(options)(handler)`. */
  | { readonly kind: "product"; readonly of: Reference }
  /** These and no others, by a type checker's word; by the paths of their files. */
  | { readonly kind: "settled"; readonly targets: readonly { readonly path: string; readonly index: number }[] };

/** `module: null` is the file itself; `name: null` is something that the module made. */
export type TypeName = { readonly module: string | null; readonly name: string | null };

export type FunctionEntry = {
  /** The name it goes by, or `null`. */
  readonly name: string | null;
  /** What a person would call it: its name, what it is registered as, or what stands around it. */
  readonly label: string;
  readonly line: number;
  /** Around it; 0 is the top level. */
  readonly parent: number;
  readonly class: string | null;
  /** Can be called as a member by its name. */
  readonly isMember: boolean;
  readonly isAsync: boolean;
  /** Never fails at once: a promise is rejected, with all that fails in it or with the errors that it gets hold of. */
  readonly rejects?: "all" | "caught";
  /** Hands an error to the listeners of an emitter. */
  readonly emits: boolean;
  /** Throws, or rejects with, what it makes itself. */
  readonly throws: boolean;
  /** Handed on as a value, so that not all who call it are known. */
  readonly escapes: boolean;
  /** So many parameters stand before the first that has a default. */
  readonly arity: number;
  /** So many arguments it cannot do without. */
  readonly needs: number;
  /** Of a constructor: the fields that keep what it is given. */
  readonly keeps?: readonly { readonly index: number; readonly field: string }[];
  /** `route`: "GET /orders/:id", or the path alone. */
  readonly handler: { readonly framework: string; readonly offset: number; readonly route?: string } | null;
  readonly boundary: {
    readonly framework: string;
    readonly notifies: boolean;
    readonly answers: boolean;
    /** It takes errors of some classes alone. */
    readonly isChosen?: true;
    /** It answers, and looks at no status or code of what it does not know. */
    readonly isBlind?: true;
  } | null;
  /** What it does with the errors that it is given, by the parameter's position; parameters of other names are left out. */
  readonly parameters: readonly ErrorParameter[];
};

export type ErrorParameter = Treatment & {
  readonly index: number;
  /** A name for errors; any for the parameter of a guard, for all further ones, and where it is asked whether it is an error. */
  readonly name: string;
  readonly notifies: boolean;
  /** It is all arguments from there on, of which one may be the error: `(...parts) => …`. */
  readonly isRest?: true;
};

export type ClassEntry = {
  readonly name: string;
  readonly supers: readonly TypeName[];
  /** Of one of errors: where it takes a cause, whatever that is; absent where its file does not tell. */
  readonly cause?: CauseSlot;
  /** The class whose constructor it has, where it has none of its own. */
  readonly madeAs?: TypeName;
  /** Where it begins, and where it would take a cause if it was taught to; `old`: in a language that knows none. */
  readonly taught?: { readonly offset: number; readonly slot: CauseSlot | null; readonly old: CauseSlot | null };
  /** One of errors, which says itself what is written of it: by a `toJSON`. */
  readonly hasJson?: true;
};

/** What is asked of an error, and to whom it is given who may ask. */
export type Treatment = {
  /** The questions, as they are written: `err.code`. */
  readonly asks: readonly Ask[];
  readonly passes: readonly Pass[];
  /** What it is given to as a logger, where that may be one of the workspace. */
  readonly logs?: readonly Pass[];
  /** It is thrown or handed on as it is, on some path. */
  readonly goesOn?: true;
  /** It is thrown as it is, on some path. */
  readonly throws?: true;
  /** Where the name begins that it gives to an error of which it could read what is wrapped; absent where only a person could write that. */
  readonly unwrap?: number;
};

export type Ask = {
  readonly text: string;
  readonly line: number;
  /** It asks for the cause, and so sees through one wrap, but not through two. */
  readonly isCause: boolean;
  /** Where the test of a class begins that could look through the causes instead; absent where only a person could write that. */
  readonly match?: number;
  /** It is whether the error is of this class. */
  readonly class?: TypeName;
  /** It is for this member of the error itself, and compares that with these texts and numbers, if with nothing else. */
  readonly member?: { readonly name: string; readonly values?: readonly string[] };
  /** It is what a test expects of its message. */
  readonly isText?: true;
  /** It is whether the error is of a class that is neither `Error` nor the contract's, or is asked of errors of such a class alone. */
  readonly isOfOther?: true;
  /** It comes to something only where the error has a cause of such a class. */
  readonly isOfOtherCause?: true;
  /** It is whether the error is what RxJS's `timeout` raises, in whose pipe it is asked. */
  readonly isTimeout?: true;
  /** Of what is below the wraps around an error, which those change nothing of. */
  readonly isUnwrapped?: true;
  /** Its message, which a boundary sends and does not test. */
  readonly isSent?: true;
  /**
   * No question: its text, which is all that is told of it; to a log, in another error that is made of it, to anybody else, in
   * what is sent to whoever waits for that, whatever a log is told, or to a client, who is told the reason where nobody else is.
   */
  readonly told?: "logged" | "made" | "shown" | "sent" | "answered";
  /** The error itself goes somewhere as well. */
  readonly isBeside?: true;
  /** Its text with the name of its class: `String(err)`. */
  readonly isNamed?: true;
  /** It stands in a record of a log that prints no text of it, but what properties it has. */
  readonly isEmptied?: true;
  /** What tells its text is a logger that another module exports, if that prints no more of an error. */
  readonly by?: { readonly module: string; readonly name: string };
  /** It is compared with another error with all that it has; or no question: it is written out with all that it has. */
  readonly whole?: "compared" | "written";
  /** What writes it out is a logger that another module exports, if that is of a library that does. */
  readonly logger?: ExportedLogger;
  /** The message of the error that it is compared with, where that is written out. */
  readonly said?: string;
  /** No question: it is kept, or given back, where anybody may read it. */
  readonly isKept?: true;
  /** No question: a monitoring service is told of it, which makes a report of each telling, or `once` of the same error. */
  readonly notified?: "once" | "each";
  /** The status that is answered where an error lacks the status that is read of it, or the code that is taken for one. */
  readonly fallback?: { readonly answered: number | "unknown"; readonly of: "status" | "code" };
};

/** A logger by the module that it comes from, and where a call of it is given an error. */
export type ExportedLogger = { readonly module: string; readonly name: string; readonly place: LoggedPlace };

export type Pass = {
  readonly to: Reference | null;
  /** It is given errors of a class alone that is not the contract's. */
  readonly isOfOther?: true;
  readonly name: string;
  readonly argument: number;
  /** What comes back is used: thrown, tested, kept. */
  readonly isUsed: boolean;
  readonly line: number;
  /** What is below the wraps around an error. */
  readonly isUnwrapped?: true;
  /** What comes back goes into a log, into another error, which may be given nothing else of this one, or to a client. */
  readonly into?: "log" | "error" | "bare error" | "client";
};

/** A catch clause, a promise handler, an error-first callback, or a test that expects an error. */
export type Listener = Treatment & {
  /** The function in which it stands. */
  readonly function: number;
  /** The function that it is, where it is one. */
  readonly self: number | null;
  readonly line: number;
  /** `report`: who decides whether a monitoring service is told of an error; `result`: who is told of what failed after it. */
  readonly kind: "catch" | "promise" | "callback" | "listener" | "boundary" | "expectation" | "report" | "result";
  /** How the error goes on from it on some path: itself, as the cause of another, or not at all. */
  readonly leaves: "bare" | "wrapped" | "no";
  /** Whether some path ends the error, and if all that do notify first. */
  readonly ends: "no" | "notified" | "silent";
  readonly emits: boolean;
};

/** A call, and who stands around it. */
export type Site = {
  readonly to: Reference | null;
  /** The method or function as it is written: `queue.consume`. */
  readonly name: string;
  readonly from: number;
  readonly line: number;
  /** Where what is called ends, where that is a member. */
  readonly end?: number;
  /** How many arguments it is given; absent where that cannot be seen. */
  readonly count?: number;
  readonly guards: readonly Guard[];
  /** What becomes of its value. */
  readonly settled: "awaited" | "returned" | "dropped" | "kept";
  /** Where its value goes, waited for or not; absent where it is read. */
  readonly value?: "returned" | "dropped";
  /** Of `catchError(…)`: whose stream it is that it hears of alone. */
  readonly source?: TypeName;
  /** Functions that it is given. */
  readonly given: readonly { readonly index: number; readonly target: Reference }[];
};

export type Guard = {
  readonly listener: number;
  /** What fails certainly comes to it first. */
  readonly isCertain: boolean;
};

/** A `throw` of an error that has a status of its own, or is likely to get one. */
export type Raise = {
  /** The function in which it stands. */
  readonly from: number;
  readonly status: number;
  /** It has none yet: its words stand for a code of that status. */
  readonly isByWords?: true;
  readonly line: number;
  readonly guards: readonly Guard[];
};

/** An error that is made, or whatever else is thrown, with words of its own that whoever asks may be meant to read. */
export type OwnText = {
  /** The function in which it stands. */
  readonly from: number;
  readonly text: string;
  readonly line: number;
  readonly guards: readonly Guard[];
  /** It is coded, or likely to be: a wrap hands what it says on. */
  readonly isCoded?: true;
};

/** A request to a service, with the end of its path. */
export type Request = { readonly path: string; readonly line: number };

/** Paths that a file names, `*` for what is filled in; and names of members that it reads, where it reads answers. */
export type AnswerReads = { readonly paths: readonly string[]; readonly members: readonly string[] };

export type ExportEntry = {
  /** `*` for all of another module. */
  readonly name: string;
  readonly target:
    | Reference
    | { readonly kind: "class"; readonly name: string }
    | {
        readonly kind: "value";
        readonly type: TypeName | null;
        readonly members?: readonly TableEntry[];
        readonly holds?: readonly Reference[];
      };
};

/** A function that a class is given as a member from outside of it: `Orders.load = load`. */
export type GivenMember = { readonly of: TypeName; readonly name: string; readonly target: Reference };

/** What a table of functions has by a name: `{ load, error: toPrinter(winston.error) }`. */
export type TableEntry = { readonly name: string; readonly target: Reference };

/** An app that is made in the file; what is made as a router alone is none. */
export type App = { readonly framework: string; readonly offset: number };

/** A boundary, or what may turn out to be one, put on an app or a router. */
export type Mount = {
  readonly framework: string | null;
  readonly offset: number;
  readonly receiver:
    | { readonly kind: "own" }
    | { readonly kind: "import"; readonly module: string }
    | { readonly kind: "parameter"; readonly of: number };
  readonly boundary:
    | { readonly kind: "known"; readonly notifies: boolean; readonly answers: boolean }
    | { readonly kind: "reference"; readonly to: Reference };
  /** Modules that are only used on apps after it, and so are not below it. */
  readonly after: readonly string[];
};

/** A handler of another file, registered here; for a path, where that is written out. */
export type HandlerRegistration = {
  readonly framework: string;
  readonly to: Reference;
  readonly offset: number;
  readonly route?: string;
};

export type ContractWord = {
  /** The module of the error class, in normal form. */
  readonly errorModule: string | null;
  readonly isBoundary: boolean;
  /** Declared boundaries above the handlers of this file. */
  readonly boundaries: readonly {
    readonly module: string | null;
    readonly notifies: boolean;
    readonly isExplicit: boolean;
  }[];
  readonly automaticNotify: readonly string[];
};
