import type { Notifier } from "./notifier.ts";
import { airbrake } from "./notifiers/airbrake.ts";
import { applicationInsights } from "./notifiers/application-insights.ts";
import { appSignal } from "./notifiers/appsignal.ts";
import { bugsnag } from "./notifiers/bugsnag.ts";
import { datadogBrowser } from "./notifiers/datadog-browser.ts";
import { ddTrace } from "./notifiers/dd-trace.ts";
import { elasticApm } from "./notifiers/elastic-apm.ts";
import { googleCloudErrorReporting } from "./notifiers/google-cloud-error-reporting.ts";
import { honeybadger } from "./notifiers/honeybadger.ts";
import { logRocket } from "./notifiers/logrocket.ts";
import { newRelic } from "./notifiers/new-relic.ts";
import { openTelemetry } from "./notifiers/opentelemetry.ts";
import { postHog } from "./notifiers/posthog.ts";
import { raygun } from "./notifiers/raygun.ts";
import { rollbar } from "./notifiers/rollbar.ts";
import { sentry } from "./notifiers/sentry.ts";

/** Every monitoring SDK that is known without being named in a contract. */
export const notifiers: readonly Notifier[] = [
  bugsnag,
  sentry,
  rollbar,
  honeybadger,
  airbrake,
  newRelic,
  ddTrace,
  appSignal,
  raygun,
  googleCloudErrorReporting,
  elasticApm,
  openTelemetry,
  applicationInsights,
  datadogBrowser,
  postHog,
  logRocket,
];

/** A notifier by how people spell it; `null` for a name of the contract's own. */
export function findNotifier(title: string): Notifier | null {
  return notifiers.find((each) => each.title === title) ?? null;
}
