import type { Notifier } from "../notifier.ts";

/** Every level makes an item; the error is found among the arguments by its type. */
export const rollbar: Notifier = {
  name: "rollbar",
  title: "Rollbar",
  modules: ["rollbar", "@rollbar/react"],
  calls: [
    { method: "error", argument: 0 },
    { method: "error", argument: 1 },
    { method: "critical", argument: 0 },
    { method: "critical", argument: 1 },
    { method: "warning", argument: 0 },
    { method: "warning", argument: 1 },
    { method: "warn", argument: 0 },
    { method: "warn", argument: 1 },
    { method: "info", argument: 0 },
    { method: "info", argument: 1 },
    { method: "debug", argument: 0 },
    { method: "debug", argument: 1 },
    { method: "log", argument: 0 },
    { method: "log", argument: 1 },
  ],
  clients: [
    { module: "rollbar", member: "default" },
    { module: "rollbar", member: "init" },
    { module: "@rollbar/react", member: "useRollbar" },
  ],
  clientTypes: ["Rollbar"],
  boundaries: ["errorHandler", "lambdaHandler", "wrapCallback", "ErrorBoundary"],
  filters: [
    { name: "ignoredMessages" },
    { name: "checkIgnore", parts: ["message", "name", "class", "code", "status", "statusCode"] },
  ],
  automatic: [],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
