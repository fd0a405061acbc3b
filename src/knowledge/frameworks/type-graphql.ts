import type { Framework } from "../framework.ts";

/** A schema builder, like Pothos: the server that runs the schema decides. */
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
  leaks: "development",
  fate: "TypeGraphQL leaves it to the GraphQL server, and all of them show its message in development",
  reads: ["extensions"],
};
