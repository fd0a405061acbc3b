import { toFacts } from "../../src/analysis/program.ts";
import type { Facts, Setting } from "../../src/analysis/facts.ts";
import { parse } from "../../src/syntax/parse.ts";

/** The built-in policy, with no contract. */
export const plainSetting: Setting = {
  contract: null,
  policy: { selective: "allow", cleanup: "allow", callbacks: "report", returns: "report", development: "report" },
};

/** The facts of a text; it must parse. */
export function factsOf(text: string, { path = "/repo/src/file.ts", setting = plainSetting } = {}): Facts {
  const { source, problem } = parse(path, text);
  if (source === null) throw new SyntaxError(`${problem.message} at line ${problem.line}`);
  return toFacts(source, setting);
}
