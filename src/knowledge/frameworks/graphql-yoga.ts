import type { Framework } from "../framework.ts";

export const graphqlYoga: Framework = {
  name: "graphql-yoga",
  title: "GraphQL Yoga",
  modules: ["graphql-yoga"],
  factories: [],
  appTypes: [],
  registrations: [],
  calls: [
    { callee: { module: "graphql-yoga", member: "createSchema" }, from: 0, keys: ["resolvers", "*", "*"] },
    {
      callee: { module: "graphql-yoga", member: "createYoga" },
      from: 0,
      keys: ["maskedErrors", "maskError"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["error", "other", "other"], boundary: true }],
    },
  ],
  signatures: [{ arity: "any", roles: ["other", "other", "context", "other"] }],
  parameterTypes: {},
  handlerTypes: [],
  sinks: [{ kind: "return" }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "development",
  fate: "GraphQL Yoga masks its message, except in development",
  reads: ["extensions"],
};
