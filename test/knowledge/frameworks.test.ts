import { describe, expect, it } from "vitest";
import type { Framework, Role, Signature } from "../../src/knowledge/framework.ts";
import { frameworks } from "../../src/knowledge/frameworks.ts";

const named = (name: string): Framework => {
  const found = frameworks.find((framework) => framework.name === name);
  if (!found) throw new Error(`no framework ${name}`);
  return found;
};

const signaturesOf = (framework: Framework): readonly Signature[] => [
  ...framework.signatures,
  ...framework.registrations.flatMap((registration) => registration.signatures ?? []),
  ...(framework.calls ?? []).flatMap((call) => call.signatures ?? []),
  ...(framework.classes ?? []).flatMap((item) => item.signatures ?? []),
];

const rolesOf = (framework: Framework): ReadonlySet<Role> =>
  new Set([
    ...signaturesOf(framework).flatMap((signature) => signature.roles),
    ...Object.values(framework.parameterTypes),
    ...Object.values(framework.decorators?.parameters ?? {}),
    ...(framework.files ?? []).flatMap((file) => file.roles),
  ]);

const sinkRolesOf = (framework: Framework): readonly Role[] => [
  ...framework.sinks.flatMap((sink) => ("on" in sink ? [sink.on] : [])),
  ...(framework.answers ?? []).map((answer) => answer.on),
  ...(framework.throwers ?? []).map((thrower) => thrower.on),
];

/** Whether anything at all of a framework can be recognised as a handler, or as what one answers with. */
const waysToHandlers = (framework: Framework): number =>
  framework.registrations.length +
  (framework.calls?.length ?? 0) +
  (framework.decorators?.methods.length ?? 0) +
  (framework.files?.length ?? 0) +
  Object.keys(framework.parameterTypes).length +
  (framework.directive ? 1 : 0);

/** What has a name that must not be empty: every list of strings under a framework, however deep. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (value instanceof RegExp || typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

describe("frameworks", () => {
  it("have names of their own", () => {
    const names = frameworks.map((framework) => framework.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("share no module, so that an import is evidence of one", () => {
    const modules = frameworks.flatMap((framework) => framework.modules);
    expect(modules.filter((module, index) => modules.indexOf(module) !== index)).toEqual([]);
  });

  describe.each(frameworks.map((framework) => [framework.name, framework] as const))("%s", (_name, framework) => {
    it("gives every sink's role to some parameter", () => {
      const roles = rolesOf(framework);
      expect(sinkRolesOf(framework).filter((role) => !roles.has(role))).toEqual([]);
    });

    it("has a way to its handlers", () => {
      expect(waysToHandlers(framework)).toBeGreaterThan(0);
    });

    it("can tell an app where handlers are registered on one", () => {
      const apps = framework.factories.length + framework.appTypes.length;
      expect(framework.registrations.length === 0 || apps > 0).toBe(true);
    });

    it("tells the fate of a raw error in a clause that begins with its title and ends without a full stop", () => {
      expect(
        framework.fate.startsWith(`${framework.title} `) || framework.fate.startsWith(`${framework.title}'s `),
      ).toBe(true);
      expect(framework.fate).not.toMatch(/[.!]$/);
    });

    it("has no empty name", () => {
      expect(stringsIn(framework).filter((text) => text.trim() === "")).toEqual([]);
    });

    it("puts a signature for any number of parameters last", () => {
      const lists = [
        framework.signatures,
        ...framework.registrations.map((registration) => registration.signatures ?? []),
        ...(framework.calls ?? []).map((call) => call.signatures ?? []),
      ];
      for (const list of lists) {
        const any = list.findIndex((signature) => signature.arity === "any");
        expect(any === -1 || any === list.length - 1).toBe(true);
      }
    });

    it("marks the signatures of its boundaries as such", () => {
      const boundaries = [...framework.registrations, ...(framework.calls ?? []), ...(framework.classes ?? [])].filter(
        (item) => item.role === "boundary",
      );
      expect(boundaries.flatMap((item) => item.signatures ?? []).filter((signature) => !signature.boundary)).toEqual(
        [],
      );
    });

    it("settles the longest path a system allows at once", () => {
      const hostile = `${"app/".repeat(1_000)}x`;
      const begun = performance.now();
      for (const file of framework.files ?? []) file.path.test(hostile);
      expect(performance.now() - begun).toBeLessThan(200);
    });
  });

  it("agree that Express 5 forwards what Express 4 leaves unhandled", () => {
    expect(named("express").throws.async).toMatchObject({ since: 5, before: "unhandled" });
  });

  it("know who sends a raw error's message in production", () => {
    const always = frameworks.filter((framework) => framework.leaks === "always").map((framework) => framework.name);
    expect(always).toEqual(
      expect.arrayContaining([
        "fastify",
        "restify",
        "feathers",
        "elysia",
        "moleculer",
        "adonis",
        "trpc",
        "grpc",
        "twirp-ts",
        "graphql",
      ]),
    );
    for (const name of ["express", "koa", "hono", "nest", "hapi", "connect", "sveltekit", "graphql-yoga"]) {
      expect(always).not.toContain(name);
    }
  });

  it.each([
    ["next-route", "src/app/api/orders/[id]/route.ts", true],
    ["next-route", "app/route.tsx", true],
    ["next-route", "src/app/orders/route-map.ts", false],
    ["next-route", "src/api/route.ts", false],
    ["next-pages-api", "pages/api/orders/[id].ts", true],
    ["next-pages-api", "pages/apiary/orders.ts", false],
    ["sveltekit", "src/routes/orders/+server.ts", true],
    ["sveltekit", "src/routes/orders/+page.server.js", true],
    ["sveltekit", "src/routes/orders/server.ts", false],
    ["nitro", "server/api/orders.get.ts", true],
    ["nitro", "server/plugins/sentry.ts", false],
    ["react-router", "app/routes/orders.$id.tsx", true],
    ["react-router", "app/components/orders.tsx", false],
  ])("%s: is %s one of its files? %s", (name, path, expected) => {
    expect(named(name).files?.some((file) => file.path.test(path))).toBe(expected);
  });
});
