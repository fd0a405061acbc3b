import { report, startMonitoring } from "./monitoring";
import Sentry, { captureException, type Scope } from "@sentry/node";

startMonitoring(Sentry as unknown as Scope);

export const load = () =>
  read().catch((err) => {
    report(err);
    throw new Error("could not load", { cause: err });
  });

export async function save() {
  try {
    await write();
  } catch (err) {
    captureException(err);
    throw new Error("could not save", { cause: err });
  }
}
