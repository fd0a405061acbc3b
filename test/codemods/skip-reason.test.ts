import { expect, it } from "vitest";
import { findNameReason, findTextReason, isCandidateName } from "../../codemods/skip-reason.ts";

it.each([
  ["src/orders.ts", null],
  ["src/orders.mjs", null],
  ["src/page.tsx", null],
  ["src/admin.ts", null],
  ["src/orders.d.ts", "a declaration file"],
  ["src/orders.d.tsx", null],
  ["src/style.d.css.ts", "a declaration file"],
  ["web/orders.min.js", "minified"],
  ["web/orders-min.js", "minified"],
  ["web/orders.vue", "a component file, which only the ESLint rules read"],
  ["src/orders.json", "neither JavaScript nor TypeScript"],
  ["src/page.mtsx", "neither JavaScript nor TypeScript"],
])("%s is read, or is not, by its name: %j", (path, reason) => {
  expect(findNameReason(path)).toBe(reason);
});

it.each([
  ["src/orders.cts", true],
  ["web/orders.svelte", true],
  ["README.md", false],
])("%s may be expected to be migrated: %j", (path, isCandidate) => {
  expect(isCandidateName(path)).toBe(isCandidate);
});

const line = `run(${"a".repeat(200)});`;

it.each([
  ["a short text", "run();", null],
  ["many lines", `${line}\n`.repeat(20), null],
  ["one line that is as long as may be", "a".repeat(500), null],
  ["one line that is longer", "a".repeat(501), "minified"],
  ["lines that are long on the average", `${line.repeat(5)}\n`.repeat(20), "minified"],
  ["a long line among short ones", `${line.repeat(5)}\n${"run();\n".repeat(20)}`, null],
  ["brackets in brackets", `${"[\n".repeat(2000)}${"]\n".repeat(2000)}`, "brackets are nested more than 1000 deep"],
])("%s is read, or is not: %j", (_, text, reason) => {
  expect(findTextReason(text)).toBe(reason);
});
