import type { Notifier } from "./notifier.ts";
import { bugsnag } from "./notifiers/bugsnag.ts";
import { rollbar } from "./notifiers/rollbar.ts";
import { sentry } from "./notifiers/sentry.ts";

/** Every monitoring SDK that is known without being named in a contract. */
export const notifiers: readonly Notifier[] = [bugsnag, sentry, rollbar];
