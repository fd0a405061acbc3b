import type { Framework } from "../framework.ts";
import { remixSignals, responseSignals } from "../signals.ts";
import { webResponseSinks } from "./web-response.ts";

export const remix: Framework = {
  name: "remix",
  title: "Remix",
  modules: [
    "@remix-run/node",
    "@remix-run/server-runtime",
    "@remix-run/cloudflare",
    "@remix-run/deno",
    "@remix-run/express",
  ],
  factories: [],
  appTypes: [],
  registrations: [],
  signatures: [{ arity: "any", roles: ["context"] }],
  parameterTypes: {
    LoaderFunctionArgs: "context",
    ActionFunctionArgs: "context",
    DataFunctionArgs: "context",
    LoaderArgs: "context",
    ActionArgs: "context",
  },
  handlerTypes: ["LoaderFunction", "ActionFunction"],
  boundaryTypes: ["HandleErrorFunction"],
  files: [
    {
      path: /(?:^|\/)app\/(?:routes\/(?:[^/]+\/)*[^/]+|root)\.[jt]sx?$/,
      exports: ["loader", "action"],
      roles: ["context"],
      imported: true,
    },
    {
      path: /(?:^|\/)entry\.server\.[jt]sx?$/,
      exports: ["handleError"],
      roles: ["error", "context"],
      imported: true,
      role: "boundary",
      returns: false,
    },
  ],
  sinks: [
    { kind: "return" },
    { kind: "call", callee: { module: "@remix-run/node", member: "json" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "@remix-run/node", member: "data" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "@remix-run/node", member: "defer" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "@remix-run/node", member: "redirect" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "@remix-run/server-runtime", member: "json" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "@remix-run/server-runtime", member: "redirect" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "@remix-run/cloudflare", member: "json" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "@remix-run/cloudflare", member: "redirect" }, arguments: [0, 1] },
    ...webResponseSinks,
  ],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "development",
  fate: "Remix answers 500 and shows its message and stack in development",
  reads: [],
  signals: [...remixSignals, ...responseSignals],
};
