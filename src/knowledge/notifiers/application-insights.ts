import type { Notifier } from "../notifier.ts";

export const applicationInsights: Notifier = {
  name: "applicationinsights",
  title: "Application Insights",
  modules: ["applicationinsights", "@microsoft/applicationinsights-web"],
  calls: [{ method: "trackException", argument: 0, key: "exception" }],
  clients: [
    { module: "applicationinsights", member: "defaultClient" },
    { module: "applicationinsights", member: "TelemetryClient" },
    { module: "@microsoft/applicationinsights-web", member: "ApplicationInsights" },
  ],
  clientTypes: ["TelemetryClient", "ApplicationInsights"],
  boundaries: [],
  filters: [],
  automatic: [],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
