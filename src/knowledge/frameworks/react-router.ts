import type { Framework } from "../framework.ts";
import { reactRouterSignals, responseSignals } from "../signals.ts";
import { webResponseSinks } from "./web-response.ts";

/** React Router 7 and later in framework mode. A thrown `Response` or `data()` is an answer, and its body is sent. */
export const reactRouter: Framework = {
  name: "react-router",
  title: "React Router",
  modules: ["react-router", "@react-router/node", "@react-router/cloudflare", "@react-router/express"],
  factories: [],
  appTypes: [],
  registrations: [],
  signatures: [{ arity: "any", roles: ["context", "next"] }],
  parameterTypes: {
    LoaderFunctionArgs: "context",
    ActionFunctionArgs: "context",
  },
  handlerTypes: ["LoaderFunction", "ActionFunction", "MiddlewareFunction", "unstable_MiddlewareFunction"],
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
    { kind: "call", callee: { module: "react-router", member: "data" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "react-router", member: "redirect" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "react-router", member: "redirectDocument" }, arguments: [0, 1] },
    { kind: "call", callee: { module: "react-router", member: "replace" }, arguments: [0, 1] },
    ...webResponseSinks,
  ],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "development",
  fate: "React Router answers 500 and shows its message and stack in development",
  reads: [],
  signals: [...reactRouterSignals, ...responseSignals],
};
