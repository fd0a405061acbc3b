import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openEditor, type Editor } from "./editor.ts";
import { createProject } from "./project.ts";

const $schema = "./node_modules/eslint-plugin-error-contract/error-contract.schema.json";

const contract = `{
  "$schema": "${$schema}",
  "format": 1,
  "extends": ["error-contract:starter"],
  "codes": {
    "ORDER_NOT_FOUND": {
      "description": "No order has the given id.",
      "fault": "client",
      "http": 404
    }
  },
  "typescript": {
    "errors": [{ "name": "AppError", "module": "#errors", "code": 0, "canonical": true }]
  }
}
`;

const mistakes = [
  ['"client"', '"cleint"', '8: Value is not accepted. Valid values: "client", "server".'],
  ['"http": 404', '"http": 4040', "9: Value is above the maximum of 599."],
  ['"canonical": true', '"cannonical": true', "13: Property cannonical is not allowed."],
  ['"description": "No order has the given id.",', "", '6: Missing property "description".'],
] as const;

const unfinished = [
  ['"format": 1,', '"format": 1, ', ["version", "scope", "policy", "envelope", "go", "rust"]],
  ['"extends": [', '"extends": [', ['"error-contract:starter"', '"error-contract:grpc"', '"error-contract:twirp"']],
  ['"fault": "client"', '"fault": ', ['"client"', '"server"']],
  ['"http": 404', '"http": 404, ', ["retryable", "grpc", "context", "public", "playbook", "deprecated"]],
  ['"code": 0, ', '"code": 0, ', ["message", "options", "wrap", "fixedCode"]],
] as const;

describe("in an editor for JSON, a contract that names its schema", { timeout: 60_000 }, () => {
  async function openContract(): Promise<{ editor: Editor; file: string }> {
    const folder = createProject("quick-start", { config: ["eslint.config.js", ""], eslint: null });
    const editor = await openEditor(folder, { server: "json" });
    onTestFinished(() => editor.close());
    return { editor, file: join(folder, "error-contract.json") };
  }

  it("is checked", async () => {
    const { editor, file } = await openContract();
    const findProblems = async (text: string): Promise<string[]> => {
      editor.type(file, text);
      return (await editor.findDiagnostics(file)).map(({ range, message }) => `${range.start.line + 1}: ${message}`);
    };
    expect(await findProblems(contract)).toEqual([]);
    for (const [from, to, problem] of mistakes)
      expect(await findProblems(contract.replace(from, to))).toEqual([problem]);
  });

  it("is completed", async () => {
    const { editor, file } = await openContract();
    for (const [from, to, proposed] of unfinished) {
      editor.type(file, contract.replace(from, to));
      const labels = (await editor.findCompletions(file, to)).map(({ label }) => label);
      expect(labels).toEqual(expect.arrayContaining([...proposed]));
    }
  });
});
