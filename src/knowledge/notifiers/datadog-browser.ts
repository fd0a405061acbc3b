import type { Notifier } from "../notifier.ts";

/** `datadogLogs.logger.error(message, context, err)` takes its error third. */
export const datadogBrowser: Notifier = {
  name: "datadog-browser",
  title: "Datadog",
  modules: ["@datadog/browser-rum", "@datadog/browser-rum-slim", "@datadog/browser-logs"],
  calls: [
    { method: "addError", argument: 0 },
    { method: "error", argument: 2 },
  ],
  clients: [
    { module: "@datadog/browser-rum", member: "datadogRum" },
    { module: "@datadog/browser-rum-slim", member: "datadogRum" },
    { module: "@datadog/browser-logs", member: "datadogLogs" },
  ],
  clientTypes: [],
  boundaries: [],
  filters: [{ name: "beforeSend", errors: ["error"] }],
  automatic: [],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
