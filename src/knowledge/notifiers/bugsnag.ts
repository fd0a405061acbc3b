import type { Notifier } from "../notifier.ts";

export const bugsnag: Notifier = {
  name: "bugsnag",
  title: "Bugsnag",
  modules: [
    "@bugsnag/js",
    "@bugsnag/node",
    "@bugsnag/browser",
    "@bugsnag/core",
    "@bugsnag/expo",
    "@bugsnag/react-native",
    "bugsnag-js",
    "bugsnag",
  ],
  calls: [{ method: "notify", argument: 0 }],
  clients: [
    { module: "@bugsnag/js", member: "start" },
    { module: "@bugsnag/js", member: "createClient" },
    { module: "@bugsnag/node", member: "start" },
    { module: "@bugsnag/node", member: "createClient" },
    { module: "@bugsnag/browser", member: "start" },
    { module: "@bugsnag/browser", member: "createClient" },
    { module: "bugsnag-js", member: "default" },
  ],
  clientTypes: ["Client", "BugsnagStatic"],
  members: ["bugsnag"],
  boundaries: ["errorHandler", "createHandler", "createErrorBoundary"],
  filters: [
    { name: "discardClasses" },
    { name: "onError", errors: ["originalError"], parts: ["errorClass", "errorMessage"] },
    { name: "addOnError", errors: ["originalError"], parts: ["errorClass", "errorMessage"] },
    { name: "beforeSend", errors: ["originalError"], parts: ["errorClass", "errorMessage"] },
  ],
  automatic: [],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
