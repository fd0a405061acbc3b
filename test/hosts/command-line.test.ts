import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toHosts } from "./hosts.ts";
import { shopPlaces, toPlace } from "./places.ts";
import { createProject, lint } from "./project.ts";

const hosts = toHosts([]).filter(({ name }) => /eslintrc|-v9, eslint.config.mjs|eslint, eslint.config.mjs/.test(name));
const flat = hosts.filter(({ eslint }) => eslint !== "eslint-v8");

describe.each(hosts)("`--cache` in $name", (host) => {
  it("is out of date as soon as the contract has changed", () => {
    const folder = createProject("shop", host);
    const options = ["--cache", "--cache-strategy", "content"];
    const lintCached = (): string[] => lint(folder, { ...host, options }).map(toPlace);
    expect(lintCached()).toEqual(shopPlaces);
    const contract = join(folder, "error-contract.json");
    writeFileSync(contract, readFileSync(contract, "utf8").replaceAll("ORDER_NOT_FOUND", "ORDER_NOT_FUOND"));
    expect(lintCached()).toEqual(shopPlaces.filter((place) => !place.endsWith("unknown-code")));
  });
});

describe.each(flat)("$name", (host) => {
  it("finds the same with `--concurrency`", () => {
    const options = ["--concurrency", "2"];
    expect(lint(createProject("shop", host), { ...host, options }).map(toPlace)).toEqual(shopPlaces);
  });

  it("keeps quiet of what is suppressed in bulk, and tells of what comes to it", () => {
    const folder = createProject("shop", host);
    lint(folder, { ...host, options: ["--suppress-rule", "error-contract/no-bare-rethrow"] });
    expect(lint(folder, host).map(toPlace)).toEqual(shopPlaces.filter((place) => !place.endsWith("bare-rethrow")));
    const file = join(folder, "billing/src/charge.js");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, `${text}\n${text.replace(/^import.*\n/, "").replace("charge(", "chargeAgain(")}`);
    expect(
      lint(folder, host)
        .filter(({ file: each }) => each.startsWith("billing"))
        .map(toPlace),
    ).toEqual([
      "billing/src/charge.js:1:1 valid-contract",
      "billing/src/charge.js:7:5 no-bare-rethrow",
      "billing/src/charge.js:16:5 no-bare-rethrow",
    ]);
  });
});
