import manifest from "../../package.json" with { type: "json" };
import type { CheckProblem } from "./problem.ts";

/** The problems as SARIF 2.1.0, as code scanning services read it. */
export function toSarif(problems: readonly CheckProblem[]): object {
  const rules = [...new Set(problems.map(({ rule }) => rule))].map((id) => ({ id }));
  const driver = { name: manifest.name, version: manifest.version, rules };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results: problems.map(toResult) }],
  };
}

function toResult({ rule, severity, message, place }: CheckProblem): object {
  const artifactLocation = { uri: place.file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
  const region = { startLine: place.line, startColumn: place.column };
  const locations = [{ physicalLocation: { artifactLocation, region } }];
  return { ruleId: rule, level: severity, message: { text: message }, locations };
}
