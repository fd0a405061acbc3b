import { describe, expect, it } from "vitest";
import type { Package } from "../../src/workspace/packages.ts";
import { indexOf, packageOf, reasonOf, root } from "./workspace.ts";

const service = `import { InternalServerErrorException } from "@nestjs/common";
export class Orders {
  async load(id) { try { return await this.http.get(id); } catch (err) { throw new InternalServerErrorException("no orders"); } }
}`;
const controller = (body: string): string => `import { Controller, Get } from "@nestjs/common";
import { Orders } from "./orders";
@Controller() export class OrdersController { constructor(private readonly orders: Orders) {} @Get() async find(id) { ${body} } }`;
const filter = (
  body: string,
  chosen = "HttpException",
): string => `import { Catch, HttpException } from "@nestjs/common";
import { inspect } from "node:util";
import { serializeError } from "serialize-error";
import { toText } from "./to-text";
@Catch(${chosen}) export class Filter { catch(exception, host) {
  ${body}
} }`;

type Files = Readonly<Record<string, string>>;

interface Made {
  readonly packages?: readonly Package[];
  /** Its message, where that is written out. */
  readonly said?: string;
}

/** Who would see a cause that `load` gives its error; `null` where nobody would. */
function whoSees(cause: "shown" | "hidden", files: Files, { packages = [packageOf("", {})], said }: Made = {}) {
  const path = `${root}/src/orders.ts`;
  const index = indexOf({ "src/orders.ts": service, ...files }, { packages });
  const given = { made: true, cause, ...(said !== undefined && { said }) } as const;
  return reasonOf(index, { kind: "listeners", functionName: "load", exported: true, path, ...given });
}

const below = (body: string): Files => ({
  "src/controller.ts": controller("return await this.orders.load(id);"),
  "src/filter.ts": filter(body),
});

describe("a cause that is shown", () => {
  it.each([
    ["as JSON", "this.logger.error(exception.message, JSON.stringify(exception));", "JSON.stringify(exception)"],
    [
      "as JSON, indented",
      "const text = JSON.stringify(exception, null, 2); this.logger.error(text);",
      "JSON.stringify(exception, null, 2)",
    ],
    [
      "as JSON, in an object",
      "this.logger.error(JSON.stringify({ id, exception }));",
      "JSON.stringify({ id, exception })",
    ],
    ["as JSON, by another name", "const error = exception; write(JSON.stringify(error));", "JSON.stringify(error)"],
    [
      "as JSON, in an object with a name",
      "const record = { exception }; write(JSON.stringify(record));",
      "JSON.stringify(record)",
    ],
    ["as a copy", "this.logger.error({ ...exception, id });", "{ ...exception, id }"],
    ["as a copy by the language", "this.logger.error(Object.assign({}, exception));", "Object.assign({}, exception)"],
    ["property by property", "for (const [key] of Object.entries(exception)) write(key);", "Object.entries(exception)"],
    ["by a package for that", "write(serializeError(exception));", "serializeError(exception)"],
    [
      "to the client",
      "const response = host.switchToHttp().getResponse(); response.status(500).json({ exception });",
      "response.status(500).json({ exception })",
    ],
  ])("is seen by a filter that writes the error out %s", (_, body, text) => {
    expect(whoSees("shown", below(body))).toBe(`\`catch\` in src/filter.ts:6 writes all of it out in \`${text}\``);
    expect(whoSees("hidden", below(body))).toBeNull();
  });

  it.each([
    ["tells its text", "this.logger.error(JSON.stringify(exception.message));"],
    ["tells some parts of it", 'this.logger.error(JSON.stringify(exception, ["message", "stack"]));'],
    ["gives it to a logger", "this.logger.error(exception);"],
    ["tests it", "if (exception instanceof NotFoundException) return; this.logger.error(exception.getStatus());"],
    ["writes something else out", "this.logger.error(exception.message, JSON.stringify(host));"],
    ["lists others with it", "this.failures = [...this.failures, exception];"],
  ])("is not seen by a filter that %s", (_, body) => {
    expect(whoSees("shown", below(body))).toBeNull();
  });

  it.each([
    ["of the workspace", "export function toText(value) { return JSON.stringify(value); }", "toText(…)"],
    [
      "that hands it to one of the workspace",
      "const write = (value) => ({ ...value });\nexport function toText(error) { return write(error); }",
      "toText(…)",
    ],
  ])("is seen by a function %s that writes it out", (_, text, asked) => {
    const files = { ...below("this.logger.error(toText(exception));"), "src/to-text.ts": text };
    expect(whoSees("shown", files)).toBe(`\`catch\` in src/filter.ts:6 asks \`${asked}\``);
    expect(whoSees("hidden", files)).toBeNull();
    expect(
      whoSees("shown", { ...files, "src/to-text.ts": "export function toText(value) { return `${value}`; }" }),
    ).toBeNull();
  });

  const logging = (made: string, call: string, own = ""): Files => ({
    "src/controller.ts": controller("return await this.orders.load(id);"),
    "src/filter.ts": `import { Catch, HttpException } from "@nestjs/common";
${made}
@Catch(HttpException) export class Filter { ${own} catch(exception, host) {
  ${call}
} }`,
    "src/logger.ts": `import bunyan from "bunyan";
import log4js from "log4js";
import pino from "pino";
import winston from "winston";
class Logger { error() {} }
export const first = winston.createLogger();
export const second = pino();
export const third = log4js.getLogger();
export const own = new Logger();
export default bunyan.createLogger({ name: "orders" });`,
    "src/index.ts":
      'export { first as log, second as logger } from "./logger"; export { default as record } from "./logger";',
  });
  const ofWinston = 'import winston, { createLogger } from "winston"; const logger = createLogger();';
  const ofPino = 'import pino from "pino"; const logger = pino();';
  const ofBunyan = 'import * as bunyan from "bunyan"; const logger = bunyan.createLogger({ name: "orders" });';
  const typed = 'import type { Logger } from "winston";';

  it.each([
    [ofWinston, 'winston.error("failed", exception);'],
    [ofWinston, "logger.error(exception);"],
    [ofWinston, 'logger.log("error", "failed", { exception });'],
    [ofWinston, 'logger.child({ module: "orders" }).warn({ exception });'],
    [ofPino, "logger.error(exception);"],
    [ofPino, 'logger.error({ err: exception, id }, "failed");'],
    [ofBunyan, 'logger.error({ err: exception }, "failed");'],
    ['import { first } from "./logger"; const log = first;', 'log.error("failed", exception);'],
    ['import { log } from ".";', 'log.error("failed", exception);'],
    ['import { log } from "."; const own = log.child({ module: "orders" });', "own.error(exception);"],
    ['import { logger } from "./index";', "logger.error(exception);"],
    ['import log from "./logger";', "log.error({ exception });"],
    [typed, 'this.logger.error("failed", exception);', "constructor(private readonly logger: Logger) {}"],
  ])("is seen by a logger that writes it out: %s %s", (made, call, own?: string) => {
    const text = call.slice(0, -1);
    const reason = `\`catch\` in src/filter.ts:4 writes all of it out in \`${text}\``;
    expect(whoSees("shown", logging(made, call, own))).toBe(reason);
    expect(whoSees("hidden", logging(made, call, own))).toBeNull();
  });

  it.each([
    [ofWinston, "logger.error(`failed: ${exception}`);"],
    [ofWinston, "logger.error(exception.message, { status: exception.getStatus() });"],
    [ofPino, 'logger.error("failed: %s", exception);'],
    [ofBunyan, "logger.error(exception);"],
    ['import log4js from "log4js"; const logger = log4js.getLogger();', 'logger.error("failed", exception);'],
    ['import { Logger } from "@nestjs/common"; const logger = new Logger();', "logger.error(exception);"],
    ["", 'console.error("failed", exception);'],
    ['import { logger } from ".";', 'logger.error("failed", exception);'],
    ['import log from "./logger";', "log.error(exception);"],
    ['import { third as log } from "./logger";', "log.error(exception);"],
    ['import { own as log } from "./logger";', "log.error(exception);"],
    ['import { logger } from "@orders/logger";', "logger.error(exception);"],
  ])("is not seen by a logger that makes no difference: %s %s", (made, call) => {
    expect(whoSees("shown", logging(made, call))).toBeNull();
  });

  it("is seen by what certainly writes it out behind what does not", () => {
    const files = logging('import { logger } from ".";', 'logger.error("failed", exception); write({ ...exception });');
    expect(whoSees("shown", files)).toMatch(/ writes all of it out in `\{ \.\.\.exception \}`$/);
  });

  const writing = "this.logger.error(JSON.stringify(exception));";
  const isWritten = "`catch` in src/filter.ts:6 writes all of it out in `JSON.stringify(exception)`";

  it("is not seen where the error ends before", () => {
    const ended = controller("try { return await this.orders.load(id); } catch (err) { return null; }");
    expect(whoSees("shown", { ...below(writing), "src/controller.ts": ended })).toBeNull();
  });

  it("is not seen by what runs apart", () => {
    const files = {
      "src/controller.ts": controller("return await this.orders.load(id);"),
      "other/filter.ts": filter(writing),
    };
    expect(whoSees("shown", files, { packages: [packageOf("src", {}), packageOf("other", {})] })).toBeNull();
  });

  it("is seen by a filter above what NestJS may call", () => {
    expect(whoSees("shown", { "src/filter.ts": filter(writing) })).toBe(isWritten);
    const apart = service.replace("@nestjs/common", "./exceptions");
    expect(whoSees("shown", { "src/orders.ts": apart, "src/filter.ts": filter(writing) })).toBeNull();
  });
});

describe("any cause", () => {
  const test = (expectation: string): Files => ({
    "src/orders.test.ts": `import { InternalServerErrorException, NotFoundException } from "@nestjs/common";
import { Orders } from "./orders";
import { StoreError } from "./store-error";
it("fails", async () => {
  const orders = new Orders();
  const failure = new InternalServerErrorException("no orders");
  const text = "no orders";
  ${expectation}
});`,
  });

  it.each([
    ["await expect(orders.load(1)).rejects.toThrow(new InternalServerErrorException('no orders'));"],
    ["await expect(orders.load(1)).rejects.toEqual(failure);"],
    ["await expect(() => orders.load(1)).rejects.toThrowError(failure);"],
    ["try { await orders.load(1); } catch (err) { expect(err).toStrictEqual(failure); }"],
    ["await orders.load(1).catch((err) => expect(err).toEqual(failure));"],
    ["try { await orders.load(1); } catch (err) { assert.deepEqual(err, failure); }"],
  ])("is seen by a test that compares errors: %s", (expectation) => {
    for (const cause of ["shown", "hidden"] as const)
      expect(whoSees(cause, test(expectation))).toMatch(/src.orders.test.ts:\d+ (?:expects|asks) `/);
  });

  it.each([
    ["await expect(orders.load(1)).rejects.toThrow(InternalServerErrorException);"],
    ["await expect(orders.load(1)).rejects.toThrow(text);"],
    ["await expect(orders.load(1)).rejects.toThrow(/no orders/);"],
    ["await expect(orders.load(1)).rejects.toMatchObject({ message: 'no orders' });"],
    ["try { await orders.load(1); } catch (err) { expect(err).toBeInstanceOf(InternalServerErrorException); }"],
    ["try { await orders.load(1); } catch (err) { expect(err.message).toBe(failure.message); }"],
  ])("is not seen by one that compares a class, a text or parts: %s", (expectation) => {
    for (const cause of ["shown", "hidden"] as const) expect(whoSees(cause, test(expectation))).toBeNull();
  });

  const comparing = "await expect(orders.load(1)).rejects.toThrow";

  it.each([
    [`${comparing}(new InternalServerErrorException("no orders"));`, "no orders"],
    [`${comparing}(new NotFoundException("no orders"));`, "no orders"],
    [`${comparing}(new NotFoundException("no orders: gone"));`, "no orders"],
    [`${comparing}(new NotFoundException("orders"));`, "no orders"],
    [`${comparing}(new NotFoundException(text));`, "no such order"],
    [`${comparing}(new NotFoundException("user not found"));`, undefined],
    [`${comparing}(new NotFoundException());`, "no orders"],
    [`${comparing}(new StoreError("user not found"));`, "no orders"],
    [`${comparing}(new Error("user not found", { cause: failure }));`, "no orders"],
    [`${comparing}(gone.error);`, "no orders"],
  ])("is seen by a test that may expect the same error: %s of “%s”", (expectation, said) => {
    expect(whoSees("hidden", test(expectation), { ...(said && { said }) })).toMatch(/^the top level in .* expects `/);
  });

  it.each([
    [`${comparing}(new NotFoundException("user not found"));`],
    [`${comparing}(new InternalServerErrorException("user not found"));`],
    [`const gone = new Error("user not found"); ${comparing}(gone);`],
    [`${comparing}(new Error(\`user not found\`));`],
    [`try { await orders.load(1); } catch (err) { expect(err).toEqual(new Error("user not found")); }`],
  ])("is not seen by a test that expects an error of another text: %s", (expectation) => {
    for (const cause of ["shown", "hidden"] as const)
      expect(whoSees(cause, test(expectation), { said: "no orders" })).toBeNull();
  });

  const catching = (asked: string, taken = "err"): Files => ({
    "src/controller.ts": controller(
      `try { return await this.orders.load(id); } catch (${taken}) { if (${asked}) return null; throw err; }`,
    ),
  });

  it.each([
    ["err.cause"],
    ["err?.cause?.code === 1", "err", "err?.cause"],
    ['err["cause"] instanceof Gone', "err", 'err["cause"]'],
    ["tell({ cause: err.cause, code: err.cause ? 1 : 2 })", "err", "err.cause"],
    ["cause.code === 1", "{ cause }", "cause"],
    ["reason.code === 1", "{ cause: reason }", "cause: reason"],
    ['"cause" in err'],
  ])("is seen by whoever asks for one: %s", (asked, taken?: string, told = asked) => {
    expect(whoSees("hidden", catching(asked, taken))).toBe(`\`find\` in src/controller.ts:3 asks \`${told}\``);
  });

  it.each([
    ["err.status === 500"],
    ["isGone(err)"],
    ["err.code === toCode({ cause: 1 })"],
    ["err.code === causeOf(cause)"],
    ['"code" in { cause: err }'],
    ["tell(new Gone({ cause: err.cause }))"],
    ["tell(new Gone(err.message, err.cause ? { cause: err.cause } : undefined))"],
    ["tell(new Gone(err.message, { ...(err.cause && { cause: err.cause }) }))"],
  ])("is not seen by whoever asks for something else: %s", (asked) => {
    expect(whoSees("hidden", catching(asked))).toBeNull();
  });

  it("is not seen by whoever makes another error of it, with a code that its own leads to", () => {
    const body =
      "try { return await this.orders.load(id); } catch (err) { switch (err.code) { case 1: throw failWith(err, { code: 404, cause: err }); default: throw createError(err, { code: 1, cause: err }); } }";
    const head = 'import { createError } from "h3";\n';
    const files = { "src/controller.ts": head + controller(body) };
    expect(whoSees("hidden", files)).toBeNull();
  });
});

describe("a class of another file", () => {
  const errors = (constructor: string): string => `export class StoreError extends Error { ${constructor} }`;
  const reason = (text: string): string | null =>
    reasonOf(indexOf({ "src/errors.ts": text, "src/a.ts": "export {};" }), {
      kind: "keeps-cause",
      path: `${root}/src/a.ts`,
      module: `${root}/src/errors`,
      name: "StoreError",
    });

  it.each([
    ["constructor(message) { super(message); }"],
    ["constructor(message, { status } = {}) { super(message); this.status = status; }"],
    ["constructor(id, status) { super(`no ${id}`); this.status = status; }"],
    ["constructor({ message, code }) { super(message); this.code = code; }"],
  ])("takes no cause that its constructor drops: %s", (constructor) => {
    expect(reason(errors(constructor))).toBe("`StoreError` takes no cause");
  });

  it.each([
    [""],
    ["constructor(message, options) { super(message, options); }"],
    ["constructor(message, { cause } = {}) { super(message, { cause }); }"],
    ["constructor(message, options) { super(message); this.cause = options.cause; }"],
    ["constructor(message, options) { super(message); Object.assign(this, options); }"],
    ["constructor(...given) { super(...given); }"],
  ])("may take one by any other: %s", (constructor) => {
    expect(reason(errors(constructor))).toBeNull();
    const derived = `import { Failure } from "pkg"; export class StoreError extends Failure { ${constructor} }`;
    expect(reason(derived)).toBeNull();
  });
});
