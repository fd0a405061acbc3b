import type { Notifier } from "../notifier.ts";

export const logRocket: Notifier = {
  name: "logrocket",
  title: "LogRocket",
  modules: ["logrocket"],
  calls: [
    { method: "captureException", argument: 0 },
    { method: "error", argument: 0 },
    { method: "error", argument: 1 },
  ],
  clients: [],
  clientTypes: [],
  boundaries: [],
  filters: [],
  automatic: [],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
