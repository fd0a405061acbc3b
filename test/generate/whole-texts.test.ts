import { expect, it } from "vitest";
import { hasGeneratedHeader } from "../../src/generate/generated-file.ts";
import { generateMarkdown } from "../../src/generate/markdown/generate-markdown.ts";
import { generateSchema } from "../../src/generate/schema/generate-schema.ts";
import { toPackageFiles } from "../../src/generate/typescript/package-files.ts";
import { generateTypeScript } from "../../src/generate/typescript/generate-typescript.ts";
import type { OwnClass, OwnErrors } from "../../src/generate/typescript/own-errors.ts";
import { generateVectors } from "../../src/generate/vectors/generate-vectors.ts";
import { sampleCode, sampleContract, sampleError } from "./sample-contract.ts";

const gone = sampleCode("ORDER_GONE", 404, {
  ...{ message: "order is gone", context: ["orderId", "shelf"], public: ["orderId"], severity: "warning" },
  ...{ grpc: "NOT_FOUND", twirp: "not_found", owner: "the order team", since: "1.2.0" },
  deprecated: { since: "1.3.0", use: "NO_ORDER", removeIn: "2.0.0", isDue: false },
});
const failed = sampleCode("FAILED", 500, {
  ...{ retryable: true, expected: true, playbook: "https://wiki.example/failed" },
  deprecated: { since: "1.1.0", use: null, removeIn: null, isDue: false },
});
const late = sampleCode("LATE", 504, { retryable: true });
const contract = sampleContract([gone, failed, late], {
  envelope: new Map([
    ["region", { type: "string", required: true }],
    ["shelf", { type: "integer", required: false }],
  ]),
});

it.each([
  ["catalogue.md", generateMarkdown],
  ["guide.md", generateMarkdown],
  ["playbooks/order-gone.md", generateMarkdown],
  ["playbooks/late.md", generateMarkdown],
  ["error-envelope.schema.json", generateSchema],
  ["error-vectors.json", generateVectors],
  ["package.json", () => toPackageFiles(contract, "@acme/errors")],
  ["tsconfig.json", () => toPackageFiles(contract, "@acme/errors")],
])("%s says what it said", async (path, generate) => {
  const text = generate(contract).find((file) => file.path === path)?.text;
  await expect(text).toMatchFileSnapshot(`fixtures/whole-texts/${path}.txt`);
});

it("says nothing of a version where the contract has none", () => {
  const unversioned = { ...contract, version: null };
  expect(generateMarkdown(unversioned)[0]?.text).toContain("\n\nHow errors are made");
  expect(toPackageFiles(unversioned, "errors")[0]?.text).toContain('"version": "0.0.0"');
});

it("the contract's tables in TypeScript say what they said", async () => {
  const [meaning] = generateTypeScript(contract, { extension: ".js", frameworks: [], notifier: null });
  const text = meaning?.text.slice(0, meaning.text.indexOf("/** What tRPC")) ?? "";
  await expect(text).toMatchFileSnapshot("fixtures/whole-texts/tables.txt");
});

const [made, read] = [
  sampleError("Failure", "/app/failure", { code: 0, message: 1, options: 2 }),
  sampleError("Errors.Gone", "/app/failure"),
].map((binding) => ({ binding, specifier: "../failure.js" })) as [OwnClass, OwnClass];

it.each<[string, OwnErrors | null]>([
  ["the generated class", null],
  ["the generated class beside others", { classes: [made, read], maker: null }],
  ["a class of the team's own", { classes: [read], maker: made }],
])("modules import each other as they did where errors are made with %s", async (name, own) => {
  const options = { extension: ".js", frameworks: ["express", "hono", "trpc", "apollo"], notifier: null, own } as const;
  const files = generateTypeScript(contract, options);
  const imports = files.map(({ path, text }) => `${path}\n${(text.match(/^import .*$/gm) ?? []).join("\n")}\n`);
  expect(files.filter(({ isOwn }) => isOwn).map(({ path }) => path)).toEqual(["notify.ts"]);
  for (const { path, isOwn, text } of files) expect([path, hasGeneratedHeader(text)]).toEqual([path, !isOwn]);
  await expect(imports.join("\n")).toMatchFileSnapshot(`fixtures/whole-texts/imports of ${name}.txt`);
});

it.each([
  [
    { code: 0, message: 2, cause: 1 },
    "new (Failure as unknown as new (...given: unknown[]) => OwnError)(meaning.code, cause, message)",
  ],
  [{ message: 0, options: 2, context: false }, "(message, undefined, { cause })"],
  [{ message: 0, options: 1 }, "(message, { cause, context: meaning.context })"],
  [{ object: 0 }, '({ "code": meaning.code, "message": message, "cause": cause, "context": meaning.context })'],
  [
    { object: 1, context: false, factory: true },
    '(Failure as unknown as (...given: unknown[]) => OwnError)(undefined, { "code": meaning.code, "message": message, "cause": cause })',
  ],
])("a class whose arguments are %j is given them in its own order", (places, expected) => {
  const maker = { binding: sampleError("Failure", "/app/failure", places), specifier: "../failure.js" };
  const options = { extension: ".js", frameworks: [], notifier: null, own: { classes: [], maker } } as const;
  const text = generateTypeScript(contract, options).find(({ path }) => path === "own-errors.ts")?.text;
  expect(text).toContain(`${expected};`);
});
