import { defineConfig } from "vitest/config";

/** What is tested as it is published, after a build. */
const packed = ["test/{hosts,parity,transforms}/**/*.test.ts", "test/{package,command,supply-chain}.test.ts"];

/** What is run prints the same in a terminal, in a pipe and in CI. */
const env = { FORCE_COLOR: "0", NO_COLOR: "1" };

export default defineConfig({
  test: {
    maxWorkers: "100%", // where there are two cores, one of them would only start what the other runs
    projects: [
      {
        test: { name: "core", include: ["test/**/*.test.ts"], exclude: packed, testTimeout: 60_000, env },
      },
      {
        test: {
          name: "packed",
          include: packed,
          globalSetup: "test/hosts/pack.ts",
          testTimeout: 120_000,
          env,
        },
      },
    ],
  },
});
