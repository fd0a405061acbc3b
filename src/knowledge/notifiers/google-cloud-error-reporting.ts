import type { Notifier } from "../notifier.ts";

export const googleCloudErrorReporting: Notifier = {
  name: "google-cloud-error-reporting",
  title: "Google Cloud Error Reporting",
  modules: ["@google-cloud/error-reporting"],
  calls: [{ method: "report", argument: 0 }],
  clients: [{ module: "@google-cloud/error-reporting", member: "ErrorReporting" }],
  clientTypes: ["ErrorReporting"],
  boundaries: ["express", "koa", "koa2", "hapi", "restify"],
  filters: [],
  automatic: [],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
