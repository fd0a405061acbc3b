import { describe, expect, it } from "vitest";
import { frameworks } from "../../src/knowledge/frameworks.ts";
import { loggers } from "../../src/knowledge/loggers.ts";
import { notifiers } from "../../src/knowledge/notifiers.ts";

const repeated = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);

describe("notifiers", () => {
  it("share neither name nor module", () => {
    expect(repeated(notifiers.map((notifier) => notifier.name))).toEqual([]);
    expect(repeated(notifiers.flatMap((notifier) => notifier.modules))).toEqual([]);
  });

  it("import their clients from their own modules", () => {
    const foreign = notifiers.flatMap(({ modules, clients }) =>
      clients.filter(({ module }) => !modules.includes(module)),
    );
    expect(foreign).toEqual([]);
  });

  it("have a call each, and no call twice", () => {
    for (const { name, calls } of notifiers) {
      expect(calls.length, name).toBeGreaterThan(0);
      expect(repeated(calls.map((call) => JSON.stringify(call))), name).toEqual([]);
    }
  });

  it("instrument frameworks that are known", () => {
    const known = frameworks.map((framework) => framework.name);
    expect(notifiers.flatMap(({ automatic }) => automatic).filter((name) => !known.includes(name))).toEqual([]);
  });

  it("know who reports the same object twice", () => {
    const once = notifiers.filter((notifier) => !notifier.repeatsSameObject).map((notifier) => notifier.name);
    expect(once.sort()).toEqual(["airbrake", "dd-trace", "newrelic", "sentry"]);
  });

  it("know that a wrap of what was reported makes a second event, save where a span's tag is overwritten", () => {
    const absorbing = notifiers.filter((notifier) => !notifier.repeatsWrapped).map((notifier) => notifier.name);
    expect(absorbing).toEqual(["dd-trace"]);
  });

  it("are no loggers: one method of one module means one thing", () => {
    const logging = new Set(loggers.flatMap((logger) => logger.modules));
    expect(notifiers.flatMap((notifier) => notifier.modules).filter((module) => logging.has(module))).toEqual([]);
  });
});

describe("loggers", () => {
  it("have names of their own", () => {
    expect(repeated(loggers.map((logger) => logger.name))).toEqual([]);
  });

  it("count their error methods among their methods", () => {
    const strays = loggers.flatMap(({ methods, errorMethods }) =>
      errorMethods.filter((method) => !methods.includes(method)),
    );
    expect(strays).toEqual([]);
    expect(loggers.every((logger) => logger.errorMethods.length > 0)).toBe(true);
  });

  it("can be told: by a global, a factory, a type or a member", () => {
    const unreachable = loggers.filter(
      ({ global, factories, types, members }) => !global && factories.length + types.length + members.length === 0,
    );
    expect(unreachable).toEqual([]);
  });

  it("take a request's log for evidence only beside an import", () => {
    expect(loggers.filter((logger) => logger.members.length > 0 && logger.modules.length === 0)).toEqual([]);
  });
});
