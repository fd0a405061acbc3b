import type { Export } from "./framework.ts";

/** Functions whose result carries the message or the stack of an error given to them, with the error's position. */
export const errorTexts: readonly (Export & { readonly argument: number })[] = [
  { module: "serialize-error", member: "serializeError", argument: 0 },
  { module: "node:util", member: "inspect", argument: 0 },
  { module: "util", member: "inspect", argument: 0 },
  { module: "node:util", member: "format", argument: 1 },
  { module: "util", member: "format", argument: 1 },
  { module: "verror", member: "fullStack", argument: 0 },
  { module: "verror", member: "VError.fullStack", argument: 0 },
  { module: "pony-cause", member: "messageWithCauses", argument: 0 },
  { module: "pony-cause", member: "stackWithCauses", argument: 0 },
  { module: "effect", member: "Cause.pretty", argument: 0 },
  { module: "effect/Cause", member: "pretty", argument: 0 },
];
