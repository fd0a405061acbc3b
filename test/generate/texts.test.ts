import { describe, expect, it } from "vitest";
import { generateTypeScript, type TypeScriptOptions } from "../../src/generate/typescript/generate-typescript.ts";
import { sampleContract } from "./sample-contract.ts";

function textOf(name: string, options: Partial<TypeScriptOptions> = {}): string {
  const all = { extension: ".js", frameworks: [], notifier: null, ...options } as const;
  const file = generateTypeScript(sampleContract(), all).find(({ path }) => path.endsWith(`${name}.ts`));
  return file?.text ?? "";
}

it("names the context of the codes that have one", () => {
  expect(textOf("app-error")).toContain(`interface DeclaredContext {
  "INVALID_INPUT": { readonly "violations"?: unknown };
  "ORDER_NOT_FOUND": { readonly "orderId"?: unknown; readonly "warehouse"?: unknown };
}`);
});

describe("the notifier is imported as the project imports it", () => {
  it.each([
    ["default", "import Bugsnag from"],
    ["namespace", "import * as Bugsnag from"],
    [{ member: "Bugsnag" }, "import { Bugsnag } from"],
    [{ member: "reporter" }, "import { reporter as Bugsnag } from"],
  ] as const)("%j", (binding, expected) => {
    const notifier = { name: "bugsnag", module: "../reporting.js", binding } as const;
    expect(textOf("notify", { notifier })).toContain(`${expected} "../reporting.js";`);
  });
});
