import type { Modules } from "./modules.ts";

/** The ids of a request, given as soon as it enters. */
export function toRequestIdModule({ from }: Modules): string {
  return `import { randomUUID } from "node:crypto";
import type { Occurrence } from ${from("envelope")};

/** Headers by name in lower case, as Node gives them. */
export interface Headers {
  [name: string]: string | string[] | undefined;
}

/**
 * The ids of a request. Where it came without one, or with one that is not fit to be passed on, it is given one: the
 * headers are changed, so that whoever reads them later reads the same.
 */
export function occurrenceOf(headers: Headers): Occurrence {
  const requestId = toId(headers["x-request-id"]) ?? randomUUID();
  const correlationId = toId(headers["x-correlation-id"]) ?? requestId;
  headers["x-request-id"] = requestId;
  headers["x-correlation-id"] = correlationId;
  return { requestId, correlationId };
}

function toId(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" && /^[\\w.:/+=-]{1,200}$/.test(value) ? value : undefined;
}
`;
}
