import type { Framework } from "../framework.ts";
import { svelteKitSignals } from "../signals.ts";
import { webResponseSinks } from "./web-response.ts";

export const svelteKit: Framework = {
  name: "sveltekit",
  title: "SvelteKit",
  modules: ["@sveltejs/kit", "$app/server", "./$types"],
  factories: [],
  appTypes: [],
  registrations: [],
  calls: [
    {
      callee: { module: "$app/server", member: "query" },
      from: "last",
      signatures: [{ arity: "any", roles: ["other"] }],
    },
    {
      callee: { module: "$app/server", member: "command" },
      from: "last",
      signatures: [{ arity: "any", roles: ["other"] }],
    },
    {
      callee: { module: "$app/server", member: "form" },
      from: "last",
      signatures: [{ arity: "any", roles: ["other"] }],
    },
    {
      callee: { module: "$app/server", member: "prerender" },
      from: "last",
      signatures: [{ arity: "any", roles: ["other"] }],
    },
  ],
  signatures: [{ arity: "any", roles: ["context"] }],
  parameterTypes: { RequestEvent: "context" },
  handlerTypes: [
    "RequestHandler",
    "PageServerLoad",
    "LayoutServerLoad",
    "ServerLoad",
    "Action",
    "Handle",
    "HandleFetch",
  ],
  boundaryTypes: ["HandleServerError"],
  objects: [{ type: "Actions", keys: ["*"] }],
  files: [
    {
      path: /(?:^|\/)\+server\.[jt]s$/,
      exports: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "fallback"],
      roles: ["context"],
    },
    { path: /(?:^|\/)\+(?:page|layout)\.server\.[jt]s$/, exports: ["load", "actions.*"], roles: ["context"] },
    { path: /(?:^|\/)hooks\.server\.[jt]s$/, exports: ["handle", "handleFetch"], roles: ["context"] },
    { path: /(?:^|\/)hooks\.server\.[jt]s$/, exports: ["handleError"], roles: ["context"], role: "boundary" },
  ],
  sinks: [
    { kind: "return" },
    { kind: "call", callee: { module: "@sveltejs/kit", member: "json" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "@sveltejs/kit", member: "text" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "@sveltejs/kit", member: "fail" }, arguments: [1] },
    { kind: "call", callee: { module: "@sveltejs/kit", member: "error" }, arguments: [1, 2] },
    { kind: "call", callee: { module: "@sveltejs/kit", member: "redirect" }, arguments: [1] },
    ...webResponseSinks,
  ],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "never",
  fate: "SvelteKit answers 500 without its message, but under no code of the contract",
  reads: [],
  signals: svelteKitSignals,
};
