import type { Framework } from "../framework.ts";

export const middy: Framework = {
  name: "middy",
  title: "Middy",
  modules: ["@middy/core", "@middy/http-error-handler"],
  factories: [{ module: "@middy/core", member: "default" }],
  chained: ["use", "before", "after", "onError", "handler"],
  appTypes: ["MiddyfiedHandler"],
  registrations: [
    { methods: ["handler"], from: 0 },
    { methods: ["before", "after"], from: 0, signatures: [{ arity: "any", roles: ["context"] }] },
    {
      methods: ["onError"],
      from: 0,
      role: "boundary",
      signatures: [{ arity: "any", roles: ["context"], boundary: true }],
    },
    { methods: ["use"], from: 0, keys: ["before"], signatures: [{ arity: "any", roles: ["context"] }] },
    { methods: ["use"], from: 0, keys: ["after"], signatures: [{ arity: "any", roles: ["context"] }] },
    {
      methods: ["use"],
      from: 0,
      keys: ["onError"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["context"], boundary: true }],
    },
  ],
  calls: [{ callee: { module: "@middy/core", member: "default" }, from: 0 }],
  signatures: [{ arity: "any", roles: ["request", "context", "callback"] }],
  parameterTypes: {},
  handlerTypes: [],
  objects: [
    { type: "MiddlewareObj", keys: ["before"] },
    { type: "MiddlewareObj", keys: ["after"] },
  ],
  sinks: [{ kind: "return" }, { kind: "assignment", on: "context", property: ["response"] }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "never",
  fate: "Middy's http-error-handler answers 500, but sends its message when it carries a status below 500",
  reads: ["statusCode", "expose"],
};
