import type { Notifier } from "../notifier.ts";

export const elasticApm: Notifier = {
  name: "elastic-apm",
  title: "Elastic APM",
  modules: ["elastic-apm-node", "@elastic/apm-rum"],
  calls: [{ method: "captureError", argument: 0 }],
  clients: [
    { module: "elastic-apm-node", member: "start" },
    { module: "@elastic/apm-rum", member: "init" },
  ],
  clientTypes: ["Agent"],
  boundaries: [],
  filters: [{ name: "addErrorFilter", parts: ["message", "type", "code"] }],
  automatic: ["express", "koa", "hapi", "fastify"],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
