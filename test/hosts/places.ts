import type { Report } from "./project.ts";

/** What is found in the fixture `shop`, of every rule at least one. ESLint's own recommended rules say nothing beside it. */
export const shopPlaces = [
  "billing/src/charge.js:1:1 valid-contract",
  "billing/src/charge.js:7:5 no-bare-rethrow",
  "src/invoices.ts:13:14 no-bare-rethrow",
  "src/orders.js:12:5 no-raw-error-response",
  "src/orders.js:18:26 no-uncoded-handler-error",
  "src/orders.js:27:5 no-bare-rethrow",
  "src/orders.js:35:11 require-cause",
  "src/orders.js:44:5 no-duplicate-notify",
  "src/orders.js:49:34 no-unknown-code",
  "src/orders.js:54:39 no-deprecated-code",
  "src/stock.cjs:6:21 no-bare-rethrow",
  "src/stock.cjs:16:5 no-duplicate-notify",
];

export function toPlace({ file, line, column, rule }: Report): string {
  return `${file}:${line}:${column} ${rule.replace("error-contract/", "")}`;
}
