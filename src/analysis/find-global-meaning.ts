import type { TSESTree } from "@typescript-eslint/types";
import { errorTexts } from "../knowledge/error-texts.ts";
import type { Bindings } from "../syntax/bindings.ts";
import { isExport } from "./match.ts";
import type { Meaning } from "./meaning.ts";

/** What a call of the language's own names is, or of what makes a text of an error. */
export function findGlobalMeaning(node: TSESTree.CallExpression, bindings: Bindings): Meaning | null {
  const origin = bindings.originOf(node.callee);
  if (!origin) return null;
  if (origin.root.kind === "import" && errorTexts.some((text) => isExport(origin, text))) return { kind: "conversion" };
  if (origin.root.kind !== "global") return null;
  const path = origin.path.join(".");
  const argument = node.arguments[0] ?? null;
  if (path === "Promise.reject") return { kind: "rejection", argument };
  if (EXITS.has(path)) return { kind: "exit" };
  if (path === "Object.assign" && argument) return { kind: "enrichment", argument };
  if (CONVERSIONS.has(path)) return { kind: "conversion" };
  return isPure(origin.path) ? { kind: "pure" } : null;
}

const CONVERSIONS = new Set(["String", "JSON.stringify", "encodeURIComponent", "encodeURI", "escape", "btoa"]);
const EXITS = new Set(["process.exit", "process.abort", "Deno.exit"]);
const PURE = new Set(
  (
    "Math Date Number Boolean Array Object Symbol BigInt JSON Reflect performance URL Error isNaN isFinite parseInt " +
    "parseFloat structuredClone decodeURIComponent Buffer"
  ).split(" "),
);
const PURE_OF_PROCESS = new Set(["hrtime", "uptime", "memoryUsage", "cwd"]);

function isPure([root, member]: readonly string[]): boolean {
  return PURE.has(root ?? "") || (root === "process" && PURE_OF_PROCESS.has(member ?? ""));
}
