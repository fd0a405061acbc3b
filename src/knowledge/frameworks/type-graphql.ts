import type { Framework } from "../framework.ts";

export const typeGraphql: Framework = {
  name: "type-graphql",
  title: "TypeGraphQL",
  modules: ["type-graphql"],
  factories: [],
  appTypes: [],
  registrations: [],
  signatures: [],
  parameterTypes: {},
  handlerTypes: [],
  decorators: {
    methods: ["Query", "Mutation", "Subscription", "FieldResolver"],
    classes: ["Resolver"],
    boundaryClasses: [],
    parameters: { Ctx: "context", Arg: "other", Args: "other", Root: "other", Info: "other" },
  },
  sinks: [{ kind: "return" }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "always",
  fate: "TypeGraphQL leaves it to the server, and most GraphQL servers send its message to the client",
  reads: ["extensions"],
};
