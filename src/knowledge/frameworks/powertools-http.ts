import type { Framework } from "../framework.ts";
import { webResponseSinks } from "./web-response.ts";

export const powertoolsHttp: Framework = {
  name: "powertools-http",
  title: "Powertools",
  modules: ["@aws-lambda-powertools/event-handler/http"],
  factories: [{ module: "@aws-lambda-powertools/event-handler/http", member: "Router" }],
  appTypes: ["Router"],
  registrations: [
    { methods: ["get", "post", "put", "patch", "delete", "head", "options", "any"], from: "last" },
    { methods: ["route"], from: 0 },
    {
      methods: ["errorHandler"],
      from: 1,
      role: "boundary",
      signatures: [{ arity: "any", roles: ["error", "context"], boundary: true }],
    },
    {
      methods: ["notFound", "methodNotAllowed"],
      from: 0,
      role: "boundary",
      signatures: [{ arity: "any", roles: ["error", "context"], boundary: true }],
    },
  ],
  signatures: [{ arity: "any", roles: ["context"] }],
  parameterTypes: {},
  handlerTypes: ["RouteHandler"],
  sinks: [{ kind: "return" }, ...webResponseSinks],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "never",
  fate: "Powertools answers 500 without its message, unless POWERTOOLS_DEV is set",
  reads: [],
};
