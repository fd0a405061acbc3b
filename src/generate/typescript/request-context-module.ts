import type { Modules } from "./modules.ts";

/** Which request is at hand, wherever one is. */
export function toRequestContextModule({ from }: Modules): string {
  return `import { AsyncLocalStorage } from "node:async_hooks";
import type { Occurrence } from ${from("envelope")};

const storage = new AsyncLocalStorage<Occurrence>();

/** Runs what a request leads to, so that its ids are at hand wherever it goes. */
export function runInRequest<T>(occurrence: Occurrence, run: () => T): T {
  return storage.run(occurrence, run);
}

/** The ids of the request at hand; \`undefined\` outside of one. */
export function currentOccurrence(): Occurrence | undefined {
  return storage.getStore();
}

/** Headers for a call to another service, so that its errors name this request, too. Without those that are unknown. */
export function outgoingHeaders(): Record<string, string> {
  const occurrence = currentOccurrence();
  if (occurrence === undefined) return {};
  const { requestId, correlationId = requestId } = occurrence;
  return { "x-request-id": requestId, "x-correlation-id": correlationId };
}
`;
}
