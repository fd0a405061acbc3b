import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: "core", include: ["test/**/*.test.ts"], exclude: ["test/hosts/**", "test/package.test.ts"] },
      },
      {
        test: {
          name: "packed",
          include: ["test/hosts/**/*.test.ts", "test/package.test.ts"],
          globalSetup: "test/hosts/pack.ts",
          testTimeout: 120_000,
        },
      },
    ],
  },
});
