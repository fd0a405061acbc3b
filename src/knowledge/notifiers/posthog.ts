import type { Notifier } from "../notifier.ts";

export const postHog: Notifier = {
  name: "posthog",
  title: "PostHog",
  modules: ["posthog-node", "posthog-js"],
  calls: [
    { method: "captureException", argument: 0 },
    { method: "captureExceptionImmediate", argument: 0 },
  ],
  clients: [
    { module: "posthog-node", member: "PostHog" },
    { module: "posthog-js", member: "default" },
    { module: "posthog-js", member: "posthog" },
  ],
  clientTypes: ["PostHog"],
  boundaries: ["setupExpressErrorHandler", "PostHogErrorBoundary"],
  filters: [],
  automatic: [],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
