import Bugsnag from "@bugsnag/js";
import * as Sentry from "@sentry/node";

export async function ship(orderId: string) {
  try {
    return await book(orderId);
  } catch (err) {
    Bugsnag.notify(err, (event) => event.addMetadata("order", { orderId }));
    throw err;
  }
}

export async function find(orderId: string) {
  try {
    return await read(orderId);
  } catch (err) {
    Bugsnag.notify(err);
    if (err.code === "GONE") return null;
    throw err;
  }
}

export async function pay(orderId: string) {
  try {
    return await charge(orderId);
  } catch (err) {
    Sentry.withScope((scope) => {
      scope.setTag("order", orderId);
      Sentry.captureException(err);
    });
    throw new Error("could not pay", { cause: err });
  }
}

export async function load(orderId: string) {
  try {
    return await read(orderId);
  } catch (err) {
    // eslint-disable-next-line error-contract/no-duplicate-notify -- counted by a dashboard of its own
    Bugsnag.notify(err);
    throw err;
  }
}
