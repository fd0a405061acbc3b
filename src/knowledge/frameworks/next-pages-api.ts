import type { Framework } from "../framework.ts";
import { nodeResponseSinks } from "./node-response.ts";

/** API routes of the pages router. */
export const nextPagesApi: Framework = {
  name: "next-pages-api",
  title: "Next.js",
  modules: ["next"],
  factories: [],
  appTypes: [],
  registrations: [],
  signatures: [{ arity: "any", roles: ["request", "response"] }],
  parameterTypes: { NextApiRequest: "request", NextApiResponse: "response" },
  handlerTypes: ["NextApiHandler"],
  files: [
    {
      path: /(?:^|\/)pages\/api\/(?:[^/]+\/)*[^/]+\.[jt]sx?$/,
      exports: ["default"],
      roles: ["request", "response"],
    },
  ],
  sinks: [
    { kind: "method", on: "response", methods: ["send", "json"], arguments: [0], ends: true },
    { kind: "method", on: "response", methods: ["redirect"], arguments: [0, 1], ends: true, channel: "redirect" },
    ...nodeResponseSinks,
  ],
  chainable: ["status", "setHeader", "appendHeader", "writeHead", "setPreviewData", "setDraftMode"],
  status: ["status", "writeHead"],
  statusProperties: ["statusCode"],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "development",
  fate: "Next.js answers 500 and shows its message and stack in development",
  reads: [],
};
