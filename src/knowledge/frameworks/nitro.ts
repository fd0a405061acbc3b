import type { Framework } from "../framework.ts";
import { webResponseSinks } from "./web-response.ts";

/** Handlers of Nitro and Nuxt, whose functions come imported or as globals. */
export const nitro: Framework = {
  name: "nitro",
  title: "Nitro",
  modules: ["nitropack", "nitropack/runtime", "nitro", "nitro/h3", "#imports"],
  factories: [],
  appTypes: [],
  registrations: [],
  calls: [
    { callee: { module: "nitropack/runtime", member: "defineCachedEventHandler" }, from: 0 },
    { callee: { module: "nitropack/runtime", member: "cachedEventHandler" }, from: 0 },
    { callee: { module: "nitropack/runtime", member: "defineTask" }, from: 0, keys: ["run"] },
    { callee: { module: "nitro/h3", member: "defineHandler" }, from: 0 },
    { callee: { module: "nitro/h3", member: "defineEventHandler" }, from: 0 },
    { callee: { module: "#imports", member: "defineEventHandler" }, from: 0 },
    {
      callee: { module: "nitropack/runtime", member: "defineNitroErrorHandler" },
      from: 0,
      role: "boundary",
      signatures: [{ arity: "any", roles: ["error", "context", "other"], boundary: true }],
    },
  ],
  signatures: [{ arity: "any", roles: ["context"] }],
  parameterTypes: {},
  handlerTypes: [],
  files: [
    {
      path: /(?:^|\/)server\/(?:api|routes)\/(?:[^/]+\/)*[^/]+\.[cm]?[jt]s$/,
      exports: ["default"],
      roles: ["context"],
    },
    {
      path: /(?:^|\/)server\/middleware\/(?:[^/]+\/)*[^/]+\.[cm]?[jt]s$/,
      exports: ["default"],
      roles: ["context"],
    },
  ],
  sinks: [
    { kind: "return" },
    { kind: "assignment", on: "context", property: ["res", "statusText"], channel: "status-text" },
    { kind: "assignment", on: "context", property: ["node", "res", "statusMessage"], channel: "status-text" },
    { kind: "method", on: "context", path: ["node", "res"], methods: ["end"], arguments: [0], ends: true },
    { kind: "method", on: "context", path: ["node", "res"], methods: ["write"], arguments: [0], ends: false },
    ...webResponseSinks,
  ],
  chainable: [],
  status: [],
  statusProperties: ["res.status", "node.res.statusCode"],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "development",
  fate: "Nitro answers 500 and shows its message and stack in development",
  reads: ["status", "statusCode"],
};
