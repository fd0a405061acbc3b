import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    env: { LOG_LEVEL: "silent", PAYMENT_RETRY_DELAY_MS: "1" },
  },
});
