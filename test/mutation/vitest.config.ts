import { defineConfig } from "vitest/config";

/** The tests that call the sources themselves: those of the packed programs would never see a mutant. */
export default defineConfig({
  test: {
    include: (
      process.env["MUTATION_TESTS"] ?? "test/{analysis,codemods,contract,knowledge,rewrite,rules,syntax,workspace}"
    )
      .split(" ")
      .map((each) => (each.endsWith(".ts") ? each : `${each}/**/*.test.ts`)),
    isolate: false,
    testTimeout: 60_000,
    env: { FORCE_COLOR: "0", NO_COLOR: "1" },
  },
});
