import type { Notifier } from "../notifier.ts";

/** Counts an object once a transaction. */
export const newRelic: Notifier = {
  name: "newrelic",
  title: "New Relic",
  modules: ["newrelic"],
  calls: [{ method: "noticeError", argument: 0 }],
  clients: [],
  clientTypes: [],
  boundaries: [],
  filters: [],
  automatic: ["express", "koa", "fastify", "hapi", "restify", "nest", "next-route", "next-pages-api"],
  repeatsSameObject: false,
  repeatsWrapped: true,
};
