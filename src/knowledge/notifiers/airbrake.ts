import type { Notifier } from "../notifier.ts";

/** The same error within a second is dropped. `routes.notify` and its kin are metrics, no reports. */
export const airbrake: Notifier = {
  name: "airbrake",
  title: "Airbrake",
  modules: ["@airbrake/node", "@airbrake/browser"],
  calls: [
    { method: "notify", argument: 0 },
    { method: "notify", argument: 0, key: "error" },
  ],
  clients: [
    { module: "@airbrake/node", member: "Notifier" },
    { module: "@airbrake/browser", member: "Notifier" },
  ],
  clientTypes: ["Notifier"],
  boundaries: ["makeErrorHandler", "makeMiddleware"],
  filters: [{ name: "addFilter", parts: ["message", "type"] }],
  automatic: [],
  repeatsSameObject: false,
  repeatsWrapped: true,
};
