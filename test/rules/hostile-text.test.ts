import { describe, expect, it } from "vitest";
import plugin from "../../rules/index.ts";
import { createRepository, lint, appError } from "../support/rule-tester.ts";

const length = 50_000;
/** What the patterns by which texts and comments are read repeat. */
const runs = [" ", "\n", "a", "A", "1_", ";", ",", "(", "=>", "*"];

/** A service whose message, comment, template and blanks are as long as somebody could make them. */
const toText = (run: string): string => `import Bugsnag from "@bugsnag/js";
// eslint-disable-next-line ${run.replaceAll("\n", " ")} x
// TODO(${run.replaceAll("\n", " ")}
export class LoadError extends Error {}
export async function load(orderId) {${/^\s+$/.test(run) ? run : ""}
  try {
    return await fetch(orderId);
  } catch (err) {
    /* ${run.replaceAll("*/", "* /")} */
    Bugsnag.notify(err);
    console.error(\`${run.replaceAll("`", "'")}\${err.message}${run.replaceAll("`", "'")}!\`);
    if (/x/.test(err.message)) throw new Error(${JSON.stringify(`${run}!`)} + err.message);
    throw err;
  }
}
`;

describe("a text that somebody made to hold a rule up", () => {
  const root = createRepository({ errors: [appError] });

  it.each(runs)("holds none up: %j", { timeout: 60_000 }, (run) => {
    const text = toText(run.repeat(length / run.length));
    const waits = Object.entries(plugin.rules).map(([name, rule]) => {
      const start = process.cpuUsage();
      const fatal = lint(rule, text, { filename: `${root}/src/load.js`, parser: "espree" }).filter(
        (each) => each.fatal,
      );
      expect(fatal).toEqual([]);
      const { user } = process.cpuUsage(start);
      return { name, isLong: user > 1_000_000 };
    });
    expect(waits.filter(({ isLong }) => isLong)).toEqual([]);
  });

  it("follows a chain once in which each constant is made of the one before, twice", { timeout: 60_000 }, () => {
    const link = (_: unknown, index: number): string => {
      const before = `link${String(index)}`;
      return `const link${String(index + 1)} = { text: ${before}.text + ${before}.text, rest: [${before}, ${before}] };`;
    };
    const text = `import express from "express";
const app = express();
app.get("/", async (req, res) => {
  try {
    res.json(await load());
  } catch (err) {
    const link0 = { text: err.message };
    ${Array.from({ length: 30 }, link).join("\n    ")}
    res.status(500).json(link30);
  }
});
`;
    const filename = `${root}/src/load.js`;
    const reports = lint(plugin.rules["no-raw-error-response"]!, text, { filename, parser: "espree" });
    expect(reports.map(({ message }) => message)).toEqual([expect.stringMatching(/^`link30` /)]);
  });
});
