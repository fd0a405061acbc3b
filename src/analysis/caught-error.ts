import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode } from "../syntax/unwrap.ts";

/** A value that some code got hold of because it was thrown, rejected or handed over as an error. */
export interface CaughtError {
  /**
   * `catch`: a catch clause. `promise`: the handler of `.catch(f)` or `.then(_, f)`. `callback`: an error-first callback.
   * `listener`: `emitter.on("error", f)`. `boundary`: an error middleware or exception filter.
   */
  readonly kind: "catch" | "promise" | "callback" | "listener" | "boundary";
  /** The clause or the function that got hold of it. */
  readonly node: TSESTree.CatchClause | FunctionNode;
  /** What it is bound to; `null` for `catch {}` and for a parameter that is not taken. */
  readonly binding: TSESTree.Node | null;
  /** The function that the error leaves if nobody stops it; `null` at the top level of a module. */
  readonly function: FunctionNode | null;
  /** May be null until it is tested. */
  readonly nullable: boolean;
  /** The call that the function is an argument of: `promise.catch(f)`, `fs.readFile(path, f)`; `null` for a catch clause. */
  readonly call: TSESTree.CallExpression | null;
}
