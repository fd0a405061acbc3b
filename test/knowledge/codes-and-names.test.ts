import { constants } from "node:os";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDriver, isRawErrorName } from "../../src/knowledge/drivers.ts";
import { isInternalText } from "../../src/knowledge/internal-texts.ts";
import { isMeterName } from "../../src/knowledge/meters.ts";
import { isRequestParser } from "../../src/knowledge/request-parsers.ts";
import { isRuntimeText } from "../../src/knowledge/runtime-texts.ts";
import { isSensitiveName } from "../../src/knowledge/sensitive-names.ts";
import { signals } from "../../src/knowledge/signals.ts";
import { codeOfStatus, isClientStatus, statusOfName } from "../../src/knowledge/status-codes.ts";
import { isDriverCode, isSystemCode } from "../../src/knowledge/system-codes.ts";

const starter = [
  "INVALID_INPUT",
  "UNAUTHENTICATED",
  "PERMISSION_DENIED",
  "NOT_FOUND",
  "CONFLICT",
  "RATE_LIMITED",
  "UNREACHABLE",
  "TIMEOUT",
  "CANCELLED",
  "UNIMPLEMENTED",
  "INTERNAL_ERROR",
];

describe("isSystemCode", () => {
  it.each([
    ...[
      "ENOENT",
      "ECONNREFUSED",
      "ECONNABORTED",
      "EAI_AGAIN",
      "ENOTFOUND",
      "E2BIG",
      "EPIPE",
      "ETIMEDOUT",
      "ESOCKETTIMEDOUT",
    ],
    ...[
      "ERR_INVALID_ARG_TYPE",
      "ERR_BAD_REQUEST",
      "ERR_JWT_EXPIRED",
      "UND_ERR_CONNECT_TIMEOUT",
      "MODULE_NOT_FOUND",
      "ABORT_ERR",
    ],
    ...["23505", "40P01", "42P01", "57014", "0A000", "08006", "22P02", "2201E", "HY000", "HV00A", "XX000", "P0001"],
    ...[
      "P2002",
      "P1001",
      "ER_DUP_ENTRY",
      "SQLITE_CONSTRAINT_UNIQUE",
      "PROTOCOL_CONNECTION_LOST",
      "ORA-00001",
      "NJS-500",
    ],
    ...["DEPTH_ZERO_SELF_SIGNED_CERT", "CERT_HAS_EXPIRED", "HPE_INVALID_METHOD", "Z_DATA_ERROR", "FST_ERR_VALIDATION"],
    ...["INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "UNAVAILABLE", "BAD_REQUEST", "TOO_MANY_REQUESTS", "BAD_USER_INPUT"],
    ...[
      "invalid_type",
      "too_small",
      "unrecognized_keys",
      "card_declined",
      "resource_missing",
      "invalid_grant",
      "not_found",
    ],
    ...[
      "ConditionalCheckFailedException",
      "ThrottlingException",
      "NoSuchKey",
      "StripeCardError",
      "auth/user-not-found",
    ],
    ...["Neo.ClientError.Statement.SyntaxError", "Neo.TransientError.Transaction.DeadlockDetected"],
    ...["entity.too.large", "LIMIT_FILE_SIZE", "E_ROW_NOT_FOUND", "EBADCSRFTOKEN", "resource_already_exists_exception"],
  ])("%s is one", (code) => {
    expect(isSystemCode(code)).toBe(true);
  });

  it.each([
    ...starter,
    ...["ORDER_NOT_FOUND", "ERROR", "EXPIRED", "EMPTY_CART", "EMAIL_TAKEN", "ENDED", "EXISTS", "ENTITLEMENT_MISSING"],
    ...[
      "INVALID_INPTU",
      "PAYMENT_FAILED",
      "P20",
      "P20021",
      "LIMIT_REACHED",
      "PROTOCOL_MISMATCH",
      "HYENA",
      "IMAGE",
      "HVAC1",
    ],
    ...["", "404", "1234", "123456", "99999", "orders", "Order", "Exception", "order/not-found", "AUTH/USER", "Error"],
    ...["Neo.ClientError", "Neo.OrderError.Store.Closed", "StoreError.ContentNotFound"],
    ...["err_bad", " ENOENT", "ENOENT ", "ENOENT\n", "prefix ERR_BAD", "constructor", "__proto__"],
  ])("%j is none", (code) => {
    expect(isSystemCode(code)).toBe(false);
  });

  it("knows every errno of this system", () => {
    expect(Object.keys(constants.errno).filter((name) => !isSystemCode(name) && !name.startsWith("WSA"))).toEqual([]);
  });

  it("answers at once, whatever it is given", () => {
    const hostile = [
      "ERR_".repeat(50_000),
      `auth/${"a-".repeat(50_000)}!`,
      `${"a_".repeat(59)}!`,
      `A${"a".repeat(118)}!`,
    ];
    const begun = performance.now();
    for (const text of hostile) expect(isSystemCode(text)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(100);
  });

  it("knows the longest code that it reads, and none that is longer", () => {
    const ofLength = (length: number): string => `ERR_${"A".repeat(length - 4)}`;
    expect([ofLength(120), ofLength(121)].map(isSystemCode)).toEqual([true, false]);
  });

  it("never takes a starter code with a word before it for a system's", () => {
    const word = fc.constantFrom("ORDER", "INVOICE", "USER", "PAYMENT", "SHIPMENT", "EVENT", "EXPORT", "LIMIT", "PAGE");
    fc.assert(fc.property(word, fc.constantFrom(...starter), (head, tail) => !isSystemCode(`${head}_${tail}`)));
  });
});

describe("codeOfStatus", () => {
  it.each([
    [400, "INVALID_INPUT"],
    [401, "UNAUTHENTICATED"],
    [403, "PERMISSION_DENIED"],
    [404, "NOT_FOUND"],
    [409, "CONFLICT"],
    [429, "RATE_LIMITED"],
    [499, "CANCELLED"],
    [500, "INTERNAL_ERROR"],
    [501, "UNIMPLEMENTED"],
    [503, "UNREACHABLE"],
    [504, "TIMEOUT"],
  ])("%i is %s", (status, code) => {
    expect(codeOfStatus(status)).toBe(code);
  });

  it.each([200, 302, 402, 405, 408, 410, 418, 422, 502, 505, 0, Number.NaN])("%d has no exact code", (status) => {
    expect(codeOfStatus(status)).toBeNull();
  });
});

it.each([
  ["BAD_REQUEST", 400],
  ["NotFound", 404],
  ["HTTP_STATUS_NOT_FOUND", 404],
  ["HTTP_CONFLICT", 409],
  ["HTTPGone", 410],
  ["HTTP_410_GONE", 410],
  ["HTTP_STATUS_503_SERVICE_UNAVAILABLE", 503],
  ["GATEWAY_TIMEOUT", 504],
  ["MY_HTTP_GONE", null],
  ["HTTP_310_GONE", null],
  ["GONE_410", null],
  ["HTTP_STATUS", null],
  ["OK", null],
])("the name of a status, %s, stands for %j", (name, expected) => {
  expect(statusOfName(name)).toBe(expected);
});

it("takes from 400 to 499 for the client's", () => {
  expect([399, 400, 499, 500].map(isClientStatus)).toEqual([false, true, true, false]);
});

it("tells the system's, TLS's and drivers' own codes from those that a team may have, too", () => {
  const own = [
    "ENOENT",
    "CERT_HAS_EXPIRED",
    "SQLITE_BUSY",
    "EAI_AGAIN",
    "UND_ERR_SOCKET",
    "Z_DATA_ERROR",
    "P2002",
    "ORA-00001",
  ];
  const long = `SQLITE_${"A".repeat(113)}`;
  const graph = "Neo.DatabaseError.Schema.IndexCreationFailed";
  expect([...own, "23505", graph, long].filter((code) => !isDriverCode(code))).toEqual([]);
  const others = [
    "FORBIDDEN",
    "ERR_BAD_REQUEST",
    "ThrottlingException",
    "card_declined",
    "",
    "1234",
    "AP2002",
    "P20021",
  ];
  expect([...others, "NOT_FOUND", `${long}A`].filter(isDriverCode)).toEqual([]);
});

it.each([
  ["internal error", true],
  ["An unexpected state", true],
  ["could not read config", true],
  ["Failed to connect", true],
  ["expected a number", true],
  ["error while saving", true],
  ["the store was not initialised", true],
  ["init() must be called first", true],
  ["this should never be", true],
  ["DATABASE_URL is no environment variable", true],
  ["it timed out", true],
  ["the request failed", true],
  ["could not find order", false],
  ["failed to validate the order", false],
  ["unable to log in", false],
  ["Couldn't load: no such order", false],
  ["failed, as it does not exist", false],
  ["unexpected: the order is already paid", false],
  ["unexpectedly many orders", true],
  ["the order is unexpected", false],
  ["inexpected", false],
  ["order is late", false],
])("%j is said to nobody who asks: %j", (text, expected) => {
  expect(isInternalText(text)).toBe(expected);
});

it("knows what reads requests", () => {
  expect(["multer", "body-parser", "multer-s3", "express"].map(isRequestParser)).toEqual([true, true, false, false]);
});

describe("whose errors speak to developers", () => {
  it.each([
    ["pg", true],
    ["@prisma/client", true],
    ["@aws-sdk/client-s3", true],
    ["aws-sdk-mock", false],
    ["express", false],
    ["my-@aws-sdk/", false],
  ])("%s is a driver: %j", (module, expected) => {
    expect(isDriver(module)).toBe(expected);
  });

  it.each([
    ["Error", true],
    ["TypeError", true],
    ["PrismaClientKnownRequestError", true],
    ["MongoServerError", true],
    ["isAxiosError", true],
    ["DatabaseError", true],
    ["isDatabaseError", true],
    ["SequelizeValidationError", false],
    ["PrismaClientValidationError", false],
    ["OrderError", false],
    ["OrderDatabaseError", false],
  ])("%s names a raw error: %j", (name, expected) => {
    expect(isRawErrorName(name)).toBe(expected);
  });
});

it.each([
  ["metrics", "increment", true],
  ["orderMetrics", "incrementBy", true],
  ["statsdClient", "timing", true],
  [null, "recordIncrement", true],
  ["orders", "recordMetric", true],
  ["metrics", "flush", false],
  ["metrics", "settle", false],
  ["orders", "increment", false],
  ["#metrics", "count", true],
  ["encounter", "add", false],
  ["biometrics", "record", false],
  [null, "increment", false],
])("%s.%s counts or measures: %j", (receiver, method, expected) => {
  expect(isMeterName(receiver, method)).toBe(expected);
});

it("knows the texts by which alone a runtime tells of a failure, which are short", () => {
  expect(
    ["fetch failed", "Unexpected token < in JSON at position 0", "socket hang up"].filter(isRuntimeText),
  ).toHaveLength(3);
  expect(["order not found", "", `fetch failed${" ".repeat(188)}`].filter(isRuntimeText)).toEqual([]);
  expect(isRuntimeText(`fetch failed${" ".repeat(187)}`)).toBe(true);
});

describe("isSensitiveName", () => {
  it.each([
    ...[
      "password",
      "userPassword",
      "PASSWORD_HASH",
      "pwd",
      "accessToken",
      "refresh_token",
      "tokens",
      "JWTToken",
      "clientSecret",
    ],
    ...[
      "authorization",
      "Authorization",
      "cookie",
      "cookies",
      "apiKey",
      "API_KEY",
      "x-api-key",
      "apikey",
      "userAPIKeys",
      "session",
    ],
    ...[
      "sessionId",
      "jwt",
      "email",
      "userEmail",
      "emailAddress",
      "phone",
      "phoneNumber",
      "iban",
      "pin",
      "cardPin",
      "cvv",
      "cvc",
    ],
    ...[
      "cardNumber",
      "creditCard",
      "ssn",
      "dob",
      "privateKey",
      "credentials",
      "firstName",
      "last_name",
      "first__name",
      "maiden-name",
      "billingAddress",
      "csrfToken",
    ],
  ])("%s is one", (name) => {
    expect(isSensitiveName(name)).toBe(true);
  });

  it.each([
    ...[
      "pinned",
      "tokenizer",
      "tokenize",
      "spinner",
      "opinion",
      "orderId",
      "userId",
      "key",
      "keys",
      "publicKey",
      "sortKey",
      "slug",
    ],
    ...[
      "author",
      "authority",
      "emailer",
      "phonebook",
      "microphone",
      "secretary",
      "obsession",
      "pint",
      "id",
      "name",
      "status",
      "address",
    ],
    ...[
      "maxTokens",
      "tokenCount",
      "isEmailVerified",
      "hasPassword",
      "passwordLength",
      "tokenType",
      "cardId",
      "numberOfCards",
    ],
    ...["", "_", "$", "i", "is", "has", "__proto__", "constructor"],
  ])("%j is none", (name) => {
    expect(isSensitiveName(name)).toBe(false);
  });

  it("reads a long name in linear time", () => {
    const begun = performance.now();
    isSensitiveName("A".repeat(100_000));
    isSensitiveName("aA".repeat(100_000));
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe("signals", () => {
  const find = (module: string | null, member: string) =>
    signals.find((signal) => signal.module === module && signal.member === member);

  it("are each named once", () => {
    const names = signals.map((signal) => `${signal.module}#${signal.member}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("tell calls that throw by themselves from values that are thrown", () => {
    expect(find("next/navigation", "redirect")?.call).toBe(true);
    expect(find("@sveltejs/kit", "error")?.call).toBe(true);
    expect(find("react-router", "redirect")?.call).toBe(false);
    expect(find("bullmq", "DelayedError")?.call).toBe(false);
    expect(find(null, "Response")?.call).toBe(false);
  });

  it("leave out what is returned", () => {
    expect(find("@sveltejs/kit", "fail")).toBeUndefined();
  });
});
