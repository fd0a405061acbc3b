import type { TSESTree } from "@typescript-eslint/types";
import type { Framework } from "../knowledge/framework.ts";

/** An expression by which a handler sends something to the client. */
export interface Sink {
  readonly node: TSESTree.Node;
  readonly framework: Framework;
  /** How it is written: `res.json`, `the returned value`, `ctx.body`. */
  readonly name: string;
  readonly channel: "body" | "header" | "status-text" | "redirect";
  /** The expressions whose values are sent. */
  readonly data: readonly TSESTree.Node[];
  /** The response is complete with it. */
  readonly ends: boolean;
  /** The literal status set on the way: `res.status(404).json(…)`. */
  readonly status: number | null;
}
