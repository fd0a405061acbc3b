import type { Sink } from "../framework.ts";

/** What a handler builds where it answers with the platform's `Response`. */
export const webResponseSinks = [
  { kind: "call", callee: { module: null, member: "Response" }, construct: true, arguments: [0, 1] },
  { kind: "call", callee: { module: null, member: "Response.json" }, arguments: [0, 1] },
  { kind: "call", callee: { module: null, member: "Response.redirect" }, arguments: [0] },
] as const satisfies readonly Sink[];
