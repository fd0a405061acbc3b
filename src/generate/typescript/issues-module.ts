import type { Contract } from "../../contract/contract.ts";
import { toCodeTable } from "../code-table.ts";
import { toComment, toLiteral } from "./literal.ts";
import type { Modules } from "./modules.ts";

/** What a validation library found, as a client fault. */
export function toIssuesModule(contract: Contract, { from, made }: Modules): string {
  const { codes, clientFallback } = toCodeTable(contract);
  const listing = codes.filter(({ fault, context }) => fault === "client" && context.includes("violations"));
  const code = listing.find(({ name }) => name === "INVALID_INPUT") ?? listing[0] ?? clientFallback;
  const isOwn = made === "OwnError";
  const imports = isOwn
    ? `import { makeError } from ${from("own-errors")};\nimport type { OwnError } from ${from("own-errors")};`
    : `import { AppError } from ${from("app-error")};`;
  return `${imports}

/** One thing that is wrong with a request. */
export interface Violation {
  /** The path of the value: \`items.0.price\`; empty for the whole. */
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/**
 * What zod (an error or its issues), ajv (\`validate.errors\`) or class-validator (what \`validate\` resolves to) found, as
 * ${toComment(code.name)}. The values themselves are left out.
 */
export function fromIssues(issues: unknown, message: string = ${toLiteral(code.message)}): ${isOwn ? "OwnError" : `AppError<${toLiteral(code.name)}>`} {
  const violations = toViolations(issues);
  return ${isOwn ? "makeError" : "new AppError"}(${toLiteral(code.name)}, message, { cause: issues, context: { violations } });
}

${issuesBody}`;
}

const issuesBody = `/** The same as a list, for whoever makes the error. */
export function toViolations(issues: unknown): Violation[] {
  const list = isRecord(issues) && Array.isArray(issues["issues"]) ? issues["issues"] : issues;
  return Array.isArray(list) ? toAllViolations(list, "") : [];
}

function toAllViolations(issues: readonly unknown[], parent: string): Violation[] {
  const violations: Violation[] = [];
  for (const issue of issues) violations.push(...toViolationsOf(issue, parent));
  return violations;
}

type Issue = { readonly [key: string]: unknown };

function toViolationsOf(issue: unknown, parent: string): Violation[] {
  if (!isRecord(issue)) return [];
  if (typeof issue["instancePath"] === "string") return [ofAjv(issue, issue["instancePath"])];
  if (typeof issue["property"] === "string") return ofClassValidator(issue, join(parent, issue["property"]));
  return Array.isArray(issue["path"]) ? [ofZod(issue, issue["path"])] : [];
}

/** \`{ path: ["items", 0], code: "too_small", message }\` */
function ofZod(issue: Issue, path: readonly unknown[]): Violation {
  return { field: path.map(String).join("."), rule: toText(issue["code"]), message: toText(issue["message"]) };
}

/** \`{ instancePath: "/items/0", keyword: "minimum", message }\`; a property that is missing or too much is named by \`params\`. */
function ofAjv(issue: Issue, pointer: string): Violation {
  const segments = pointer.split("/").slice(1).map((segment) => segment.replace(/~1/g, "/").replace(/~0/g, "~"));
  const params = isRecord(issue["params"]) ? issue["params"] : {};
  const named = params["missingProperty"] ?? params["additionalProperty"];
  const field = [...segments, ...(typeof named === "string" ? [named] : [])].join(".");
  return { field, rule: toText(issue["keyword"]), message: toText(issue["message"]) };
}

/** \`{ property: "items", constraints: { min: "must not be less than 1" }, children: [] }\` */
function ofClassValidator(issue: Issue, field: string): Violation[] {
  const own = Object.entries(isRecord(issue["constraints"]) ? issue["constraints"] : {});
  const children = Array.isArray(issue["children"]) ? (issue["children"] as unknown[]) : [];
  return [
    ...own.map(([rule, message]) => ({ field, rule, message: toText(message) })),
    ...toAllViolations(children, field),
  ];
}

function join(parent: string, property: string): string {
  return parent === "" ? property : parent + "." + property;
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isRecord(value: unknown): value is Issue {
  return typeof value === "object" && value !== null;
}
`;
