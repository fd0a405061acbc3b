import { randomUUID } from "node:crypto";
import type { BugsnagReport, Collector } from "./collector.ts";
import { printTable, toExcerpt } from "./print.ts";
import type { Entry, Service } from "./service.ts";

/** A request that fails, and what it fails of. */
export interface Call {
  readonly name: string;
  readonly entry: Entry;
  readonly path: string;
  readonly method?: "GET" | "POST" | "DELETE";
  readonly body?: string;
  readonly status: number;
  /** What the store or a library says, which a client should not read; `null` for a fault of the client's. */
  readonly raw: string | null;
  /** How often the service as it was reports it. */
  readonly reports: number;
}

const badUuid = 'invalid input syntax for type uuid: "42"';
const refused = "connection to 10.0.3.7:5432 refused";
const ada = JSON.stringify({ email: "ada@example.com", name: "Ada" });

/** In the order in which they are sent. */
export const calls: readonly Call[] = [
  { name: "GET /orders/42", entry: "api", path: "/orders/42", status: 500, raw: badUuid, reports: 3 },
  { name: "GET /orders/42, again", entry: "api", path: "/orders/42", status: 500, raw: badUuid, reports: 3 },
  { name: "GET /customers/42", entry: "api", path: "/customers/42", status: 500, raw: badUuid, reports: 3 },
  {
    name: "DELETE /orders/42",
    entry: "api",
    path: "/orders/42",
    method: "DELETE",
    status: 500,
    raw: badUuid,
    reports: 2,
  },
  { name: "GET /admin/orders/42", entry: "admin", path: "/admin/orders/42", status: 500, raw: badUuid, reports: 3 },
  { name: "GET /invoices/revenue", entry: "offline", path: "/invoices/revenue", status: 500, raw: refused, reports: 1 },
  {
    name: "GET /customers/42, no store",
    entry: "offline",
    path: "/customers/42",
    status: 500,
    raw: refused,
    reports: 3,
  },
  {
    name: "GET /orders/<none such>",
    entry: "api",
    path: `/orders/${randomUUID()}`,
    status: 404,
    raw: null,
    reports: 0,
  },
  {
    name: "POST /orders, no JSON",
    entry: "api",
    path: "/orders",
    method: "POST",
    body: '{"a":',
    status: 400,
    raw: null,
    reports: 0,
  },
  {
    name: "POST /customers",
    entry: "api",
    path: "/customers",
    method: "POST",
    body: ada,
    status: 201,
    raw: null,
    reports: 0,
  },
  {
    name: "POST /customers, again",
    entry: "api",
    path: "/customers",
    method: "POST",
    body: ada,
    status: 409,
    raw: null,
    reports: 0,
  },
];

/** What came of a call: for the client, and for the team. */
export interface Outcome {
  readonly call: Call;
  readonly status: number;
  readonly body: string;
  readonly reports: readonly BugsnagReport[];
}

/** Sends all calls, one after the other, and waits for as many reports of each as `toExpected` says. */
export async function sendAll(
  { urls }: Service,
  collector: Collector,
  toExpected: (call: Call) => number,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const call of calls) {
    const headers = { "content-type": "application/json", "x-api-key": "local-key" };
    const { method = "GET", body = null } = call;
    const init = body === null ? { method, headers: { "x-api-key": "local-key" } } : { method, headers, body };
    const response = await fetch(urls[call.entry] + call.path, init);
    const text = await response.text();
    outcomes.push({ call, status: response.status, body: text, reports: await collector.take(toExpected(call)) });
  }
  return outcomes;
}

export function printOutcomes(outcomes: readonly Outcome[]): void {
  printTable([
    ["request", "status", "reports", "what the client reads"],
    ...outcomes.map(({ call, status, body, reports }) => [call.name, status, reports.length, toExcerpt(body, 110)]),
  ]);
}
