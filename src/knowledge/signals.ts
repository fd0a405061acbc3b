/** A thrown value that is no error: control flow which a host above has to see untouched. */
export interface Signal {
  /** Where the name is imported from; `null`: a global. */
  readonly module: string | null;
  readonly member: string;
  /** The call itself raises it (`redirect()`); otherwise it is what is thrown (`throw new DelayedError()`, `throw json()`). */
  readonly call: boolean;
}

/** A `Response` may be thrown wherever loaders and actions run. */
export const responseSignals: readonly Signal[] = [{ module: null, member: "Response", call: false }];

export const nextSignals: readonly Signal[] = [
  { module: "next/navigation", member: "redirect", call: true },
  { module: "next/navigation", member: "permanentRedirect", call: true },
  { module: "next/navigation", member: "notFound", call: true },
  { module: "next/navigation", member: "forbidden", call: true },
  { module: "next/navigation", member: "unauthorized", call: true },
  { module: "next/navigation", member: "unstable_rethrow", call: true },
];

/** What Next's signals carry as `digest`: the part before the first semicolon. */
export const nextDigests: readonly string[] = [
  "NEXT_REDIRECT",
  "NEXT_NOT_FOUND",
  "NEXT_HTTP_ERROR_FALLBACK",
  "BAILOUT_TO_CLIENT_SIDE_RENDERING",
  "DYNAMIC_SERVER_USAGE",
  "HANGING_PROMISE_REJECTION",
];

export const reactRouterSignals: readonly Signal[] = [
  { module: "react-router", member: "redirect", call: false },
  { module: "react-router", member: "redirectDocument", call: false },
  { module: "react-router", member: "replace", call: false },
  { module: "react-router", member: "data", call: false },
  { module: "react-router-dom", member: "redirect", call: false },
  { module: "react-router-dom", member: "json", call: false },
];

export const remixSignals: readonly Signal[] = [
  { module: "@remix-run/node", member: "redirect", call: false },
  { module: "@remix-run/node", member: "redirectDocument", call: false },
  { module: "@remix-run/node", member: "replace", call: false },
  { module: "@remix-run/node", member: "json", call: false },
  { module: "@remix-run/node", member: "data", call: false },
  { module: "@remix-run/server-runtime", member: "redirect", call: false },
  { module: "@remix-run/server-runtime", member: "json", call: false },
  { module: "@remix-run/server-runtime", member: "data", call: false },
  { module: "@remix-run/cloudflare", member: "redirect", call: false },
  { module: "@remix-run/cloudflare", member: "json", call: false },
  { module: "@remix-run/cloudflare", member: "data", call: false },
  { module: "@remix-run/react", member: "redirect", call: false },
  { module: "@remix-run/react", member: "json", call: false },
];

/** `fail` is returned, never thrown, and so is none of these. */
export const svelteKitSignals: readonly Signal[] = [
  { module: "@sveltejs/kit", member: "redirect", call: true },
  { module: "@sveltejs/kit", member: "error", call: true },
  { module: "@sveltejs/kit", member: "invalid", call: true },
];

/** TanStack's `redirect` and `notFound` are thrown, or throw themselves with `throw: true`. */
export const tanStackSignals: readonly Signal[] = [
  { module: "@tanstack/react-router", member: "redirect", call: false },
  { module: "@tanstack/react-router", member: "notFound", call: false },
  { module: "@tanstack/solid-router", member: "redirect", call: false },
  { module: "@tanstack/solid-router", member: "notFound", call: false },
];

export const bullmqSignals: readonly Signal[] = [
  { module: "bullmq", member: "DelayedError", call: false },
  { module: "bullmq", member: "WaitingError", call: false },
  { module: "bullmq", member: "WaitingChildrenError", call: false },
  { module: "bullmq", member: "RateLimitError", call: false },
  { module: "bullmq", member: "UnrecoverableError", call: false },
  { module: "bullmq", member: "Worker.RateLimitError", call: false },
];

export const kafkajsSignals: readonly Signal[] = [
  { module: "kafkajs", member: "KafkaJSNonRetriableError", call: false },
];

const temporalSignals: readonly Signal[] = [
  { module: "@temporalio/workflow", member: "continueAsNew", call: true },
  { module: "@temporalio/workflow", member: "ContinueAsNew", call: false },
  { module: "@temporalio/workflow", member: "ApplicationFailure", call: false },
  { module: "@temporalio/workflow", member: "ApplicationFailure.nonRetryable", call: false },
  { module: "@temporalio/workflow", member: "ApplicationFailure.retryable", call: false },
  { module: "@temporalio/workflow", member: "ApplicationFailure.create", call: false },
  { module: "@temporalio/workflow", member: "CancelledFailure", call: false },
  { module: "@temporalio/common", member: "ApplicationFailure", call: false },
  { module: "@temporalio/common", member: "ApplicationFailure.nonRetryable", call: false },
  { module: "@temporalio/common", member: "ApplicationFailure.retryable", call: false },
  { module: "@temporalio/common", member: "ApplicationFailure.create", call: false },
  { module: "@temporalio/common", member: "CancelledFailure", call: false },
  { module: "@temporalio/activity", member: "ApplicationFailure", call: false },
  { module: "@temporalio/activity", member: "ApplicationFailure.nonRetryable", call: false },
  { module: "@temporalio/activity", member: "ApplicationFailure.retryable", call: false },
  { module: "@temporalio/activity", member: "ApplicationFailure.create", call: false },
  { module: "@temporalio/activity", member: "CancelledFailure", call: false },
  { module: "@temporalio/activity", member: "CompleteAsyncError", call: false },
];

const inngestSignals: readonly Signal[] = [
  { module: "inngest", member: "NonRetriableError", call: false },
  { module: "inngest", member: "RetryAfterError", call: false },
  { module: "inngest", member: "StepError", call: false },
];

const triggerSignals: readonly Signal[] = [
  { module: "@trigger.dev/sdk", member: "AbortTaskRunError", call: false },
  { module: "@trigger.dev/sdk/v3", member: "AbortTaskRunError", call: false },
];

const cloudflareSignals: readonly Signal[] = [
  { module: "cloudflare:workflows", member: "NonRetryableError", call: false },
];

/** Those of engines that no framework here stands for. */
export const engineSignals: readonly Signal[] = [
  ...temporalSignals,
  ...inngestSignals,
  ...triggerSignals,
  ...cloudflareSignals,
];

/** Every library's signals. */
export const signals: readonly Signal[] = [
  ...responseSignals,
  ...nextSignals,
  ...reactRouterSignals,
  ...remixSignals,
  ...svelteKitSignals,
  ...tanStackSignals,
  ...bullmqSignals,
  ...kafkajsSignals,
  ...engineSignals,
];
