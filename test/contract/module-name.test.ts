import { describe, expect, it } from "vitest";
import { isSameModule, toModuleName } from "../../src/contract/module-name.ts";

const from = "/repo/src/routes/orders.ts";

describe("the normal form of a module", () => {
  it.each([
    ["bullmq", "bullmq"],
    ["npm:bullmq@5.1.0", "bullmq"],
    ["bullmq@5", "bullmq"],
    ["npm:@acme/errors@1.2.3/http.js", "@acme/errors/http"],
    ["jsr:@std/errors@^1", "@std/errors"],
    ["discord.js", "discord.js"],
    ["next/navigation.js", "next/navigation"],
    ["node:fs", "node:fs"],
    ["#errors", "#errors"],
    ["#errors/index.js", "#errors/index.js"],
    ["./src/errors", "/repo/src/errors"],
    ["./src/errors.js", "/repo/src/errors"],
    ["./src/errors/index.mts", "/repo/src/errors"],
    ["./src/errors.d.ts", "/repo/src/errors"],
    ["./src/errors.service", "/repo/src/errors.service"],
    ["../shared/errors.tsx", "/shared/errors"],
    [".", "/repo"],
    ["**/errors.ts", "**/errors"],
    ["./src/**/errors", "/repo/src/**/errors"],
    ["@/errors.ts", "@/errors"],
  ])("%s is %s", (module, normal) => {
    expect(toModuleName(module, "/repo")).toBe(normal);
  });
});

describe("the same module", () => {
  it.each([
    ["/repo/src/errors", "../errors.js", true],
    ["/repo/src/errors", "../errors/index.ts", true],
    ["/repo/src/errors", "../../src/errors", true],
    ["/repo/src/errors", "./errors", false],
    ["/repo/src/errors", "/repo/src/errors.ts", true],
    ["/repo/src/errors", "node:fs", false],
    ["**/errors", "../errors.js", true],
    ["**/errors", "@acme/errors", true],
    ["**/errors", "./not-errors", false],
    ["/repo/src/*/errors", "../domain/errors", true],
    ["/repo/src/*/errors", "../domain/deep/errors", false],
    ["#errors", "#errors", true],
    ["#errors", "#other", "unknown"],
    ["bullmq", "npm:bullmq@5", true],
    ["bullmq", "./bullmq", false],
    ["bullmq", "@/bullmq", false],
    ["/repo/src/errors", "@/errors", "unknown"],
    ["/repo/src/errors", "#errors", "unknown"],
    ["#errors", "../errors", "unknown"],
    [null, "anything", false],
  ])("%s imported as %s: %s", (binding, specifier, expected) => {
    expect(isSameModule(binding, specifier, from)).toBe(expected);
  });

  it("asks the host about aliases", () => {
    const aliases = new Map([
      ["@/errors", "/repo/src/errors.ts"],
      ["#errors", "/repo/src/errors.ts"],
      ["@/other", "/repo/src/other/index.ts"],
    ]);
    const same = (binding: string, specifier: string) =>
      isSameModule(binding, specifier, from, (name) => aliases.get(name) ?? null);
    expect(same("/repo/src/errors", "@/errors")).toBe(true);
    expect(same("/repo/src/errors", "#errors")).toBe(true);
    expect(same("#errors", "../errors.js")).toBe(true);
    expect(same("#errors", "@/errors")).toBe(true);
    expect(same("/repo/src/**", "@/other")).toBe(true);
    expect(same("/repo/src/errors", "@/other")).toBe(false);
    expect(same("/repo/src/errors", "express")).toBe(false);
  });

  it("does not know what a text without a file imports", () => {
    expect(isSameModule("/repo/src/errors", "./errors", "<input>")).toBe("unknown");
    expect(isSameModule("bullmq", "./errors", "<input>")).toBe(false);
  });
});
