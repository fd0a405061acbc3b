import type { Framework } from "../framework.ts";
import { nextSignals } from "../signals.ts";
import { webResponseSinks } from "./web-response.ts";

/** Route handlers and middleware of the app router. */
export const nextRoute: Framework = {
  name: "next-route",
  title: "Next.js",
  modules: ["next/server"],
  factories: [],
  appTypes: [],
  registrations: [],
  signatures: [{ arity: "any", roles: ["request", "other"] }],
  parameterTypes: { NextRequest: "request" },
  handlerTypes: [],
  files: [
    {
      path: /(?:^|\/)app\/(?:[^/]+\/)*route\.[cm]?[jt]sx?$/,
      exports: ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"],
      roles: ["request", "other"],
    },
    {
      path: /(?:^|\/)(?:middleware|proxy)\.[jt]s$/,
      exports: ["middleware", "proxy", "default"],
      roles: ["request", "other"],
      imported: true,
    },
    {
      path: /(?:^|\/)instrumentation\.[jt]s$/,
      exports: ["onRequestError"],
      roles: ["error", "request", "other"],
      role: "boundary",
      returns: false,
    },
  ],
  sinks: [
    { kind: "return" },
    { kind: "call", callee: { module: "next/server", member: "NextResponse.json" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "next/server", member: "NextResponse.redirect" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "next/server", member: "NextResponse.rewrite" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "next/server", member: "NextResponse" }, construct: true, arguments: [0, 1] },
    ...webResponseSinks,
  ],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "never",
  fate: "Next.js answers 500 with an empty body",
  reads: [],
  signals: nextSignals,
};
