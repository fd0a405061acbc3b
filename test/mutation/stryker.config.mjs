import { findRanges } from "./sample.mjs";

/** `all`: every test is asked of every mutant, also those whose file makes what they test before all of them. */
const coverageAnalysis = process.env.MUTATION_COVERAGE ?? "perTest";

/** Changes the sources in one place at a time, to see whether a test notices. */
export default {
  mutate: await findRanges(process.env.MUTATE ?? "src/contract/glob.ts"),
  testRunner: "vitest",
  vitest: { configFile: "test/mutation/vitest.config.ts" },
  checkers: ["sample"],
  plugins: ["@stryker-mutator/vitest-runner", "./test/mutation/sample.mjs"],
  coverageAnalysis,
  ignoreStatic: coverageAnalysis === "perTest",
  concurrency: 1,
  dryRunTimeoutMinutes: 30,
  // what never ends is told by how often it comes along, not by a clock that stands still where others have the processor
  timeoutMS: 300_000,
  disableTypeChecks: false,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: false },
  ignorePatterns: ["bench", "docs/pictures", "dist", "cli/dist", "cli/transforms", ".demo", "reports"],
};
