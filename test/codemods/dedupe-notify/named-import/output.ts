import { startMonitoring } from "./monitoring";
import Sentry, { type Scope } from "@sentry/node";

startMonitoring(Sentry as unknown as Scope);

export const load = () =>
  read().catch((err) => {
    throw new Error("could not load", { cause: err });
  });

export async function save() {
  try {
    await write();
  } catch (err) {
    throw new Error("could not save", { cause: err });
  }
}
