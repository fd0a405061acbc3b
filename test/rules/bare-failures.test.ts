import { describe, expect, it } from "vitest";
import rule from "../../rules/no-bare-rethrow.ts";
import { appError, createRepository, lint, takeSuggestion } from "../support/rule-tester.ts";

const root = createRepository({ errors: [appError] });
const lenient = createRepository({ errors: [appError] }, { returns: "allow" });

const neverthrow =
  'import { err, errAsync, Err, fromPromise, ok, Result, ResultAsync } from "neverthrow";\nimport { AppError } from "./errors";\n';
const effect = 'import { Data, Effect, Either } from "effect";\nimport { AppError } from "./errors";\n';

function report(text: string, folder = root) {
  return lint(rule, text, { filename: `${folder}/src/orders.ts` });
}

const inCatch = (body: string): string =>
  `export async function loadOrder(id) { try { return ok(await orders.load(id)); } catch (e) { ${body} } }`;

describe("an error that was caught and becomes that of a Result", () => {
  it.each([
    [neverthrow, inCatch("return err(e);"), "err"],
    [neverthrow, inCatch("return err(e as Error);"), "err"],
    [neverthrow, inCatch("logger.warn(e); return errAsync(e);"), "errAsync"],
    [neverthrow, inCatch("return new Err(e);"), "Err"],
    [neverthrow, "export const loadOrder = (id) => orders.load(id).then(ok).catch((e) => err(e));", "err"],
    [
      neverthrow,
      "const loadOrder = (id) => ResultAsync.fromPromise(orders.load(id), (e) => e as Error);",
      "ResultAsync.fromPromise",
    ],
    [neverthrow, "const loadOrder = (id) => fromPromise(orders.load(id), (e) => { return e; });", "fromPromise"],
    [neverthrow, "function toParser() { return Result.fromThrowable(JSON.parse, (e) => e); }", "Result.fromThrowable"],
    [
      effect,
      "const loadOrder = (id) => Effect.tryPromise({ try: () => orders.load(id), catch: (e) => e });",
      "Effect.tryPromise",
    ],
    [
      effect,
      "const loadOrder = (id) => Effect.try({ try: () => orders.load(id), catch(e) { return e as Error; } });",
      "Effect.try",
    ],
    [effect, inCatch("return Effect.fail(e);"), "Effect.fail"],
    [effect, inCatch("return Either.left(e);"), "Either.left"],
    [
      'import * as Effect from "effect/Effect";\n',
      "export function* loadOrder(id) { try { return yield* orders.load(id); } catch (e) { return yield* Effect.fail(e); } }",
      "Effect.fail",
    ],
  ])("is reported: %s%s", (head, text, callee) => {
    expect(report(head + text).map(({ message }) => message)).toEqual([
      expect.stringContaining(`\`e\` becomes the error of \`${callee}\` as it was caught`),
    ]);
  });

  it.each([
    [neverthrow, inCatch('return err(AppError.wrap(e, "could not load order"));')],
    [neverthrow, inCatch("if (e instanceof AppError) return err(e); throw AppError.wrap(e, 'could not load order');")],
    [neverthrow, inCatch("if (e instanceof RowNotFound) return ok(null); return err(e);")],
    [neverthrow, inCatch("return err({ kind: 'unavailable', cause: e });")],
    [
      neverthrow,
      "const loadOrder = (id) => ResultAsync.fromPromise(orders.load(id), (e) => new AppError('TIMEOUT', 'late', { cause: e }));",
    ],
    [
      neverthrow,
      "const loadOrder = (id) => ResultAsync.fromPromise(orders.load(id), (e) => (e instanceof AppError ? e : toError(e)));",
    ],
    [neverthrow, "const loadOrder = (id) => ResultAsync.fromPromise(orders.load(id), toError);"],
    [neverthrow, "const loadOrder = (id) => find(id).orElse((e) => err(e));"],
    [neverthrow, "const loadOrder = (id) => find(id).mapErr((e) => e);"],
    [
      effect,
      "class LoadError extends Data.TaggedError('LoadError')<{ cause: unknown }> {}\nconst load = (id) => Effect.tryPromise({ try: () => orders.load(id), catch: (cause) => new LoadError({ cause }) });",
    ],
    [effect, "const load = (id) => Effect.tryPromise(() => orders.load(id));"],
    [effect, "const load = (id) => find(id).pipe(Effect.catchAll((e) => Effect.fail(e)));"],
    // it has not left
    [neverthrow, "const load = (id) => fromPromise(orders.load(id), (e) => e).orElse((e) => recover(e));"],
    [
      neverthrow,
      "async function load(id) { const r = await fromPromise(orders.load(id), (e) => e); return r.isOk(); }",
    ],
    [
      neverthrow,
      "const load = (id) => find(id).andThen(() => fromPromise(orders.load(id), (e) => e)).mapErr(toError);",
    ],
    // functions of other names' sake
    ["", inCatch("return err(e);")],
    ['import { err } from "./result";\n', inCatch("return err(e);")],
    ['import { fromPromise } from "rxjs";\n', "const load = (id) => fromPromise(orders.load(id), (e) => e);"],
  ])("is not: %s%s", (head, text) => {
    expect(report(head + text)).toEqual([]);
  });

  it("is let be where the policy allows returned errors", () => {
    expect(report(neverthrow + inCatch("return err(e);"), lenient)).toEqual([]);
    const mapped = "const loadOrder = (id) => fromPromise(orders.load(id), (e) => e);";
    expect(report(neverthrow + mapped, lenient)).toEqual([]);
  });
});

describe("the wrap that is suggested", () => {
  it.each([
    [
      neverthrow,
      inCatch("return err(e);"),
      'return err(AppError.wrap(e, "could not load order", { context: { id } }));',
    ],
    [
      neverthrow,
      "const loadOrder = (id) => ResultAsync.fromPromise(orders.load(id), (e) => e as Error);",
      '(e) => AppError.wrap(e, "could not load order", { context: { id } }));',
    ],
    [
      effect,
      "const find = (id) => Effect.tryPromise({ try: () => loadOrder(id), catch: (e) => e });",
      'catch: (e) => AppError.wrap(e, "could not load order", { context: { id } }) });',
    ],
  ])("stands inside: %s%s", (head, text, expected) => {
    const [message] = report(head + text);
    const suggestions = message?.suggestions ?? [];
    expect(suggestions.map((each) => takeSuggestion(head + text, each))).toEqual([expect.stringContaining(expected)]);
  });
});
