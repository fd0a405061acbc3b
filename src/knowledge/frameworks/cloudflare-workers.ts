import type { Framework } from "../framework.ts";
import { webResponseSinks } from "./web-response.ts";

/** Handlers are known by type; a bare `export default { fetch }` says too little about who runs it. */
export const cloudflareWorkers: Framework = {
  name: "cloudflare-workers",
  title: "Cloudflare Workers",
  modules: ["cloudflare:workers", "@cloudflare/workers-types"],
  factories: [],
  appTypes: [],
  registrations: [],
  signatures: [{ arity: "any", roles: ["request", "other", "other"] }],
  parameterTypes: {},
  handlerTypes: ["ExportedHandlerFetchHandler", "ExportedHandlerScheduledHandler", "ExportedHandlerQueueHandler"],
  files: [
    {
      path: /\.[cm]?[jt]s$/,
      exports: ["default.fetch", "default.scheduled", "default.queue", "default.email"],
      roles: ["request", "other", "other"],
      imported: true,
    },
  ],
  objects: [
    { type: "ExportedHandler", keys: ["fetch"] },
    { type: "ExportedHandler", keys: ["scheduled"] },
    { type: "ExportedHandler", keys: ["queue"] },
    { type: "ExportedHandler", keys: ["email"] },
  ],
  classes: [
    { type: "WorkerEntrypoint", methods: ["fetch", "queue", "scheduled", "email"] },
    { type: "DurableObject", methods: ["fetch", "alarm", "webSocketMessage", "webSocketClose", "webSocketError"] },
  ],
  sinks: [{ kind: "return" }, ...webResponseSinks],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "never",
  fate: "Cloudflare Workers answer 500 without its message, a Durable Object's caller is thrown it, and neither with a code of the contract",
  reads: [],
};
