import type { Notifier } from "../notifier.ts";

export const honeybadger: Notifier = {
  name: "honeybadger",
  title: "Honeybadger",
  modules: [
    "@honeybadger-io/js",
    "@honeybadger-io/core",
    "@honeybadger-io/browser",
    "@honeybadger-io/react",
    "@honeybadger-io/nextjs",
  ],
  calls: [
    { method: "notify", argument: 0 },
    { method: "notifyAsync", argument: 0 },
  ],
  clients: [
    { module: "@honeybadger-io/js", member: "configure" },
    { module: "@honeybadger-io/js", member: "factory" },
  ],
  clientTypes: ["Client", "Honeybadger"],
  boundaries: ["errorHandler", "lambdaHandler", "HoneybadgerErrorBoundary"],
  filters: [{ name: "beforeNotify", parts: ["message", "name"] }],
  automatic: [],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
