import type { TSESTree } from "@typescript-eslint/types";
import type { Sink } from "./sink.ts";
import { isRelated, type Value } from "./value.ts";

/** How an error leaves a function without a `throw`: by which kind of call. */
export type Handover = "callback" | "next" | "reject" | "emit";

/** Something that happens to a caught error on a path, in order. `node` is the place in the function that is walked. */
export type Event =
  | {
      readonly kind: "notified";
      readonly node: TSESTree.CallExpression;
      readonly value: Value;
      readonly through: string | null;
      readonly notifier: string;
    }
  /** A log record was written, with this of the error in it. */
  | {
      readonly kind: "logged";
      readonly node: TSESTree.CallExpression;
      readonly value: Value;
      readonly through: string | null;
    }
  | { readonly kind: "enriched"; readonly node: TSESTree.Node }
  /** A test of the error itself came out so. */
  | { readonly kind: "tested"; readonly node: TSESTree.Node; readonly outcome: boolean }
  /** Something was done that is neither: a call, an assignment. */
  | { readonly kind: "acted"; readonly node: TSESTree.Node }
  | {
      readonly kind: "sent";
      readonly node: TSESTree.Node;
      readonly sink: Sink;
      readonly value: Value;
      readonly argument: TSESTree.Node;
      readonly through: string | null;
    }
  /** Handed to something that cannot be seen. */
  | { readonly kind: "escaped"; readonly node: TSESTree.Node }
  /** Kept where it outlives the path: a field, a collection, an outer variable, a closure. */
  | { readonly kind: "stored"; readonly node: TSESTree.Node }
  | {
      readonly kind: "handed";
      readonly node: TSESTree.CallExpression;
      readonly via: Handover;
      readonly value: Value;
      readonly argument: TSESTree.Node;
    };

/** How a path leaves the function, or the region in which the error is known. */
export type End =
  | { readonly kind: "threw"; readonly node: TSESTree.Node; readonly value: Value; readonly argument: TSESTree.Node }
  | {
      readonly kind: "returned";
      readonly node: TSESTree.Node;
      readonly value: Value;
      readonly argument: TSESTree.Node | null;
    }
  /** Went on behind the catch, or came to the end of the function. */
  | { readonly kind: "completed" }
  /** The process ends. */
  | { readonly kind: "exited" };

/** An event with what was known at that moment. */
export interface Step {
  readonly event: Event;
  /** The error is certainly there; false for an error-first callback's before it is tested. */
  readonly certain: boolean;
  /** The error is known to be coded. */
  readonly coded: boolean;
}

/** One way through a function from the moment an error is caught: what happened to it, and how it ended. */
export interface Path {
  readonly steps: readonly Step[];
  readonly end: End;
  readonly certain: boolean;
  readonly coded: boolean;
}

/** Whether a log or a notifier is told of the error. */
export function isTelling({ event }: Step): boolean {
  return event.kind === "notified" || (event.kind === "logged" && isRelated(event.value));
}
