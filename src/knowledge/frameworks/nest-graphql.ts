import type { Framework } from "../framework.ts";

/** Nest's filters rethrow what a resolver throws, and the GraphQL server sends it. */
export const nestGraphql: Framework = {
  name: "nest-graphql",
  title: "NestJS GraphQL",
  modules: ["@nestjs/graphql", "@nestjs/apollo", "@nestjs/mercurius"],
  factories: [],
  appTypes: [],
  registrations: [],
  calls: [
    {
      callee: { module: "@nestjs/graphql", member: "GraphQLModule.forRoot" },
      from: 0,
      keys: ["formatError"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["other", "error"], boundary: true }],
    },
  ],
  signatures: [],
  parameterTypes: {},
  handlerTypes: [],
  decorators: {
    methods: ["Query", "Mutation", "Subscription", "ResolveField", "ResolveReference", "ResolveProperty"],
    classes: ["Resolver"],
    boundaryClasses: [],
    parameters: { Context: "context", Args: "other", Parent: "other", Root: "other", Info: "other" },
  },
  classes: [
    {
      type: "GqlExceptionFilter",
      methods: ["catch"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["error", "other"], boundary: true }],
    },
  ],
  sinks: [{ kind: "return" }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "always",
  fate: "NestJS GraphQL sends its message to the client, in production too",
  reads: ["extensions", "status"],
};
