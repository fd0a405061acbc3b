/** Changes the sources in one place at a time, to see whether a test notices. */
export default {
  testRunner: "vitest",
  vitest: { configFile: "test/mutation/vitest.config.ts" },
  checkers: ["sample"],
  plugins: ["@stryker-mutator/vitest-runner", "./test/mutation/sample.mjs"],
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  concurrency: 1,
  dryRunTimeoutMinutes: 30,
  disableTypeChecks: false,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: false },
  ignorePatterns: ["bench", "docs/pictures", "dist", "cli/dist", "cli/transforms", ".demo", "reports"],
};
