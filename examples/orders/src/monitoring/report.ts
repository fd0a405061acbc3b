import Bugsnag from "@bugsnag/node";
import { config } from "../config.js";

export function startMonitoring(): void {
  if (Bugsnag.isStarted()) return;
  Bugsnag.start({
    apiKey: config.bugsnag.apiKey,
    endpoints: { notify: config.bugsnag.endpoint, sessions: config.bugsnag.endpoint },
    autoTrackSessions: false,
    autoDetectErrors: false,
    logger: null,
  });
}

export function report(err: unknown): void {
  Bugsnag.notify(err);
}
