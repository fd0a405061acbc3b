import type { Notifier } from "../notifier.ts";

export const appSignal: Notifier = {
  name: "appsignal",
  title: "AppSignal",
  modules: ["@appsignal/nodejs"],
  calls: [
    { method: "sendError", argument: 0 },
    { method: "setError", argument: 0 },
  ],
  clients: [],
  clientTypes: [],
  boundaries: ["expressErrorHandler", "koaErrorHandler"],
  filters: [{ name: "ignoreErrors" }],
  automatic: [],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
