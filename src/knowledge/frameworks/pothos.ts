import type { Framework } from "../framework.ts";

/** A schema builder: the server that runs the schema decides; graphql-js and Apollo Server send the message. */
export const pothos: Framework = {
  name: "pothos",
  title: "Pothos",
  modules: ["@pothos/core"],
  factories: [{ module: "@pothos/core", member: "default" }],
  appTypes: ["SchemaBuilder"],
  registrations: [
    { methods: ["queryField", "mutationField", "subscriptionField"], from: 1, keys: ["resolve"] },
    { methods: ["subscriptionField"], from: 1, keys: ["subscribe"] },
    { methods: ["relayMutationField"], from: 2, keys: ["resolve"] },
  ],
  nestings: [
    { methods: ["queryField", "mutationField", "subscriptionField"], from: 1, parameter: 0 },
    { methods: ["queryFields", "mutationFields", "queryType", "mutationType"], from: 0, parameter: 0 },
  ],
  signatures: [{ arity: "any", roles: ["other", "other", "context", "other"] }],
  parameterTypes: {},
  handlerTypes: [],
  sinks: [{ kind: "return" }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "always",
  fate: "Pothos leaves it to the server, and most GraphQL servers send its message to the client",
  reads: ["extensions"],
};
