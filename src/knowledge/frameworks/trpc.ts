import type { Framework } from "../framework.ts";

/**
 * Procedures take one object: its `ctx` is the team's own, so only what they return is a sink. A procedure builder imported
 * from another file of the project has no name that could be known here.
 */
export const trpc: Framework = {
  name: "trpc",
  title: "tRPC",
  modules: ["@trpc/server"],
  factories: [
    { module: "@trpc/server", member: "initTRPC" },
    { module: "@trpc/server", member: "initTRPC.create" },
    { module: "@trpc/server", member: "initTRPC.context" },
    { module: "@trpc/server", member: "initTRPC.meta" },
  ],
  chained: ["context", "meta", "create", "procedure", "input", "output", "use", "unstable_concat", "concat"],
  appTypes: ["ProcedureBuilder"],
  registrations: [
    { methods: ["query", "mutation", "subscription"], from: 0 },
    { methods: ["use", "middleware"], from: 0 },
    { methods: ["create"], from: 0, keys: ["errorFormatter"], role: "boundary" },
  ],
  signatures: [{ arity: "any", roles: ["other"] }],
  parameterTypes: {},
  handlerTypes: ["ProcedureResolver"],
  sinks: [{ kind: "return" }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "always",
  fate: "tRPC sends its message to the client, in production too",
  reads: [],
};
