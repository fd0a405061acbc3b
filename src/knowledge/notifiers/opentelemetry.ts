import type { Notifier } from "../notifier.ts";

/** Every call adds an event to the span. */
export const openTelemetry: Notifier = {
  name: "opentelemetry",
  title: "OpenTelemetry",
  modules: ["@opentelemetry/api"],
  calls: [{ method: "recordException", argument: 0 }],
  clients: [
    { module: "@opentelemetry/api", member: "trace.getActiveSpan" },
    { module: "@opentelemetry/api", member: "trace.getSpan" },
  ],
  clientTypes: ["Span"],
  boundaries: [],
  filters: [],
  automatic: [],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
