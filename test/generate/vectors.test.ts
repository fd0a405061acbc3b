import { expect, it } from "vitest";
import { toVectors } from "../../src/generate/vectors/generate-vectors.ts";
import { sampleCode, sampleContract } from "./sample-contract.ts";

const gone = sampleCode("GONE", 410, { context: ["orderId", "shelf"], public: ["orderId"], grpc: "NOT_FOUND" });
const internal = sampleCode("INTERNAL_ERROR", 500, {
  context: ["orderId"],
  public: ["orderId"],
  message: "it failed here",
});
const { write, read, refuse } = toVectors(
  sampleContract([internal, gone, sampleCode("TIMEOUT", 504)], {
    envelope: new Map([["region", { type: "string", required: false }]]),
  }),
);

it("says what is written of a client fault: its own message, and what is public", () => {
  const [plain, wrapped] = write;
  expect(plain).toMatchObject({ name: "GONE", wraps: [], http: 410, grpc: 5 });
  expect(plain?.public).toMatchObject({ message: "it failed", error_code: "GONE", region: "x" });
  expect({ ...(plain?.public["context"] as object) }).toEqual({ orderId: "o-1" });
  expect(wrapped).toMatchObject({ name: "GONE, wrapped", public: { message: "it failed" } });
  expect(wrapped?.internal).toMatchObject({ message: "could not ship order" });
  expect({ ...(wrapped?.internal["context"] as object) }).toEqual({
    orderId: "o-1",
    shelf: 7,
    hidden: -0.5,
    step: 1,
    warehouse: "w-9",
  });
});

it("says what is written of a server fault: the contract's message alone", () => {
  const [, , plain] = write;
  expect(plain).toMatchObject({ name: "INTERNAL_ERROR", public: { message: "it failed here" } });
  expect({ ...(plain?.public["context"] as object) }).toEqual({});
  expect(plain?.internal).toMatchObject({ message: "it failed" });
});

it("says what becomes of what is read: a client fault is one here only if it is passed on", () => {
  const errors = Object.fromEntries(
    read.map(({ name, error }) => [name, [error.code, error.http, error.public_message]]),
  );
  expect(errors).toEqual({
    GONE: ["INTERNAL_ERROR", 500, "it failed here"],
    "GONE, passed on": ["GONE", 410, "it failed"],
    INTERNAL_ERROR: ["INTERNAL_ERROR", 500, "it failed here"],
    "INTERNAL_ERROR, passed on": ["INTERNAL_ERROR", 500, "it failed here"],
    TIMEOUT: ["TIMEOUT", 504, "timeout"],
    "TIMEOUT, passed on": ["TIMEOUT", 504, "timeout"],
    "without what is optional": ["INTERNAL_ERROR", 500, "it failed here"],
    "of a newer contract, with fields of other types": ["INTERNAL_ERROR", 500, "it failed here"],
    "a problem of RFC 9457": ["GONE", 410, "no such order"],
  });
  expect(read.find(({ name }) => name === "a problem of RFC 9457")?.again).toMatchObject({ message: "no such order" });
});

it("refuses what is empty, is no JSON, no object, or has no code and message that are texts", () => {
  expect(refuse.filter((text) => text.startsWith("{")).map((text) => JSON.parse(text) as object)).toEqual([
    {},
    { error_code: "NOT_FOUND" },
    { error_code: 7, message: "m" },
    { message: "m" },
  ]);
  expect(refuse.filter((text) => !text.startsWith("{"))).toEqual(["", "<html>", "[]", "null", "7"]);
});
