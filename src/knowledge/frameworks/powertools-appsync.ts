import type { Framework } from "../framework.ts";

export const powertoolsAppsync: Framework = {
  name: "powertools-appsync",
  title: "Powertools",
  modules: ["@aws-lambda-powertools/event-handler/appsync-graphql"],
  factories: [{ module: "@aws-lambda-powertools/event-handler/appsync-graphql", member: "AppSyncGraphQLResolver" }],
  appTypes: ["AppSyncGraphQLResolver"],
  registrations: [{ methods: ["resolver", "onQuery", "onMutation", "batchResolver"], from: 0 }],
  signatures: [{ arity: "any", roles: ["other", "context"] }],
  parameterTypes: {},
  handlerTypes: [],
  sinks: [{ kind: "return" }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "always",
  fate: "Powertools puts its name and message into the resolver's result, in production too",
  reads: [],
};
