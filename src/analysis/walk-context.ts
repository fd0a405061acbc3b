import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "../syntax/bindings.ts";
import type { FunctionNode } from "../syntax/unwrap.ts";
import type { LastAsked } from "./last-asked.ts";
import type { Roles, Vocabulary } from "./meaning.ts";
import type { Value } from "./value.ts";
import type { Interner, State } from "./walk-state.ts";

/** More states than this at one point, and the fate is unknown. */
export const STATE_LIMIT = 96;

/** Expressions evaluated for one caught error; more, and its fate is unknown: an editor is waiting. */
export const FUEL = 6000;

/** The call in the function that is walked, and the name of the innermost function that was followed from there. */
export interface Through {
  readonly call: TSESTree.CallExpression;
  readonly name: string | null;
}

/** What a walk needs besides the tree. */
export interface WalkContext {
  readonly bindings: Bindings;
  readonly vocabulary: Vocabulary;
  readonly roles: Roles;
  readonly interner: Interner;
  readonly lastAsked: LastAsked;
  /** The functions being followed, outermost first. */
  readonly stack: readonly FunctionNode[];
  /** Where the followed functions were called from, if the walk is in one. */
  readonly through: Through | null;
  /** What is left of `FUEL`; shared with the walks of helpers. */
  readonly fuel: { left: number };
}

/** Thrown, and caught by `findPaths`, when there are more paths than can be told apart. */
export class TooManyPaths extends Error {}

/** What an expression may come to, and the state after it. */
export interface Outcome {
  readonly state: State;
  readonly value: Value;
}

/** A statement's ways out, but for `throw`, which the walk collects. */
export interface Flow {
  readonly normal: readonly State[];
  readonly jumps: readonly Jump[];
}

export type Jump =
  | {
      readonly kind: "return";
      readonly state: State;
      readonly node: TSESTree.Node;
      readonly value: Value;
      readonly argument: TSESTree.Node | null;
    }
  | { readonly kind: "break" | "continue"; readonly state: State; readonly label: string | null };

/** Something thrown; `implicit` where a call may have thrown something of its own. */
export interface Throw {
  readonly state: State;
  readonly node: TSESTree.Node;
  readonly argument: TSESTree.Node;
  readonly value: Value;
  readonly implicit: boolean;
}
