import { describe, expect, it } from "vitest";
import type { ErrorForm } from "../../src/knowledge/error-library.ts";
import { errorLibraries } from "../../src/knowledge/error-libraries.ts";
import { codeOfStatus } from "../../src/knowledge/status-codes.ts";

const forms = errorLibraries.flatMap((library) => library.forms);

type Make = (make: new (...given: unknown[]) => Error, options: { cause: Error }) => Error;

const formOf = (module: string, member: string): ErrorForm | undefined =>
  forms.find((form) => form.callee.module === module && form.callee.member === member);

describe("error libraries", () => {
  it("have names of their own", () => {
    const names = errorLibraries.map((library) => library.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("make each error in one way", () => {
    const callees = forms.map((form) => `${form.callee.module}#${form.callee.member}`);
    expect(callees.filter((callee, index) => callees.indexOf(callee) !== index)).toEqual([]);
  });

  it("import what they make from their own modules", () => {
    const foreign = errorLibraries.flatMap(({ modules, forms: own }) =>
      own.filter(({ callee }) => !modules.includes(callee.module)),
    );
    expect(foreign).toEqual([]);
  });

  it("name a key only where there is an options object that holds it", () => {
    const keyed = forms.filter(
      (form) => form.options === null && (form.cause ?? form.codeKey ?? form.messageKey) !== null,
    );
    expect(keyed.filter((form) => form.cause ?? form.codeKey ?? form.messageKey)).toEqual([]);
  });

  it("give a status and its code the same meaning, where both are known", () => {
    const apart = forms.filter(
      ({ status, equivalent }) => status !== null && equivalent !== null && codeOfStatus(status) !== equivalent,
    );
    expect(apart).toEqual([]);
  });

  it("tell apart what a name stands for", () => {
    expect(formOf("http-errors", "NotFound")).toMatchObject({ message: 0, status: 404, equivalent: "NOT_FOUND" });
    expect(formOf("@hapi/boom", "badGateway")).toMatchObject({ error: 0, status: 502, equivalent: null });
    expect(formOf("@nestjs/common", "ConflictException")).toMatchObject({
      cause: "cause",
      options: 1,
      equivalent: "CONFLICT",
    });
    expect(formOf("restify-errors", "MissingParameterError")).toMatchObject({ status: 409, equivalent: null });
  });

  it("know who copies a raw message to the client", () => {
    expect(formOf("@trpc/server", "TRPCError")).toMatchObject({ copiesCause: "without-message" });
    expect(formOf("@connectrpc/connect", "ConnectError.from")).toMatchObject({ error: 0 });
    expect(formOf("@nestjs/common", "InternalServerErrorException")?.error).toBeNull();
  });

  it.each([
    ["@nestjs/common", "HttpException", (make, options) => new make("gone", 500, options)],
    ["@nestjs/common", "NotFoundException", (make, options) => new make("gone", options)],
    ["hono/http-exception", "HTTPException", (make, options) => new make(500, { message: "gone", ...options })],
    ["@trpc/server", "TRPCError", (make, options) => new make({ code: "NOT_FOUND", message: "gone", ...options })],
  ] satisfies [string, string, Make][])("know whether %s shows the cause of a `%s`", async (module, member, make) => {
    const { default: whole, ...parts } = (await import(module)) as Record<string, unknown>;
    const made = make((parts[member] ?? whole) as never, { cause: new Error("no row") });
    expect(Object.keys(made).includes("cause")).toBe(formOf(module, member)?.showsCause ?? false);
  });

  it("do not take an error with no meaning to its host for a foreign-coded one", () => {
    const plain = errorLibraries.filter((library) => !library.foreignCoded).map((library) => library.name);
    expect(plain.sort()).toEqual(["errlop", "make-error", "modern-errors", "pony-cause", "ts-custom-error", "verror"]);
  });
});
