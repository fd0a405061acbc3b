import type { Framework } from "../framework.ts";

/** A schema builder: the server that runs the schema decides. Development is the least in which all servers leak. */
export const pothos: Framework = {
  name: "pothos",
  title: "Pothos",
  modules: ["@pothos/core"],
  factories: [{ module: "@pothos/core", member: "default" }],
  appTypes: ["SchemaBuilder"],
  registrations: [
    { methods: ["queryField", "mutationField", "subscriptionField"], from: 1, keys: ["resolve"] },
    { methods: ["subscriptionField"], from: 1, keys: ["subscribe"] },
    {
      methods: ["field", "string", "int", "float", "boolean", "id", "stringList", "intList"],
      from: 0,
      keys: ["resolve"],
    },
    { methods: ["prismaField", "prismaConnection", "connection"], from: 0, keys: ["resolve"] },
    { methods: ["relayMutationField"], from: 2, keys: ["resolve"] },
  ],
  nestings: [
    {
      methods: ["queryType", "mutationType", "subscriptionType", "objectType"],
      from: "last",
      keys: ["fields"],
      parameter: 0,
    },
    { methods: ["prismaObject", "prismaNode", "node"], from: 1, keys: ["fields"], parameter: 0 },
    { methods: ["queryField", "mutationField", "subscriptionField"], from: 1, parameter: 0 },
    { methods: ["queryFields", "mutationFields", "subscriptionFields"], from: 0, parameter: 0 },
  ],
  signatures: [{ arity: "any", roles: ["other", "other", "context", "other"] }],
  parameterTypes: {},
  handlerTypes: [],
  sinks: [{ kind: "return" }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "development",
  fate: "Pothos leaves it to the GraphQL server, and all of them show its message in development",
  reads: ["extensions"],
};
