import type { Notifier } from "../notifier.ts";

/** An error is a tag of the span: a second one overwrites the first. */
export const ddTrace: Notifier = {
  name: "dd-trace",
  title: "Datadog",
  modules: ["dd-trace"],
  calls: [
    { method: "setTag", argument: 1, first: ["error", "error.message", "error.stack", "error.type", "error.msg"] },
    { method: "addTags", argument: 0, key: "error" },
    { method: "addTags", argument: 0, key: "error.message" },
    { method: "addTags", argument: 0, key: "error.stack" },
    { method: "recordException", argument: 0 },
  ],
  clients: [
    { module: "dd-trace", member: "startSpan" },
    { module: "dd-trace", member: "tracer.startSpan" },
  ],
  clientTypes: ["Span"],
  boundaries: [],
  filters: [],
  automatic: [],
  repeatsSameObject: false,
  repeatsWrapped: false,
};
