import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Framework, Role } from "../knowledge/framework.ts";
import type { FunctionNode } from "../syntax/unwrap.ts";
import type { Construction } from "./construction.ts";
import type { Handover } from "./path.ts";
import type { Sink } from "./sink.ts";

/** What a parameter of a handler is, and to which framework. */
export interface ParameterRole {
  readonly role: Role;
  readonly framework: Framework;
  /** The property path to the variable, where it is a part of the parameter: `({ response }) => …`. */
  readonly path?: readonly string[];
}

/** The roles of variables; a helper's parameters take those of the arguments it is given. */
export type Roles = ReadonlyMap<Variable, ParameterRole>;

/** What a call or a construction is, as far as errors are concerned. */
export type Meaning =
  | { readonly kind: "notification"; readonly notifier: string; readonly argument: TSESTree.Node | null }
  | { readonly kind: "log" }
  /** Adds context to the error it is given. */
  | { readonly kind: "enrichment"; readonly argument: TSESTree.Node }
  /** What comes out may be sent. */
  | { readonly kind: "sanitizer" }
  /** True means: its argument is coded. */
  | { readonly kind: "guard"; readonly argument: TSESTree.Node }
  /** Looks through the causes of its argument. */
  | { readonly kind: "cause-finder"; readonly argument: TSESTree.Node | null }
  /** Gives back what its argument wraps. */
  | { readonly kind: "unwrapping"; readonly argument: TSESTree.Node | null }
  /** `Promise.reject(err)` */
  | { readonly kind: "rejection"; readonly argument: TSESTree.Node | null }
  | { readonly kind: "handover"; readonly via: Handover; readonly argument: TSESTree.Node }
  /** Does not return: `process.exit()`. */
  | { readonly kind: "exit" }
  | { readonly kind: "construction"; readonly construction: Construction }
  /** Throws the error that it makes: `ctx.throw(404, "no order")`. */
  | { readonly kind: "thrower"; readonly construction: Construction }
  | { readonly kind: "sink"; readonly sink: Sink }
  /** A function of the same file. */
  | { readonly kind: "local"; readonly function: FunctionNode; readonly call: TSESTree.CallExpression }
  /** Makes a string of its arguments: `String(err)`, `JSON.stringify(err)`. */
  | { readonly kind: "conversion" }
  /** Runs a function it is given, once and at once: `Sentry.withScope((scope) => …)`. */
  | { readonly kind: "runner"; readonly function: FunctionNode }
  /** Does nothing that could be undone, and keeps nothing. */
  | { readonly kind: "pure" };

/** What calls mean in one file: the contract over knowledge, resolved through scopes. */
export interface Vocabulary {
  /** `null` where nothing is known about it. */
  meaningOf(node: TSESTree.CallExpression | TSESTree.NewExpression, roles?: Roles): Meaning | null;
  /** The sink that an assignment is (`ctx.body = …`), or `null`. */
  sinkOfAssignment(node: TSESTree.AssignmentExpression, roles: Roles): Sink | null;
  /** Whether `err instanceof X` means that the error is coded. */
  isCodedClass(node: TSESTree.Node): boolean;
}
