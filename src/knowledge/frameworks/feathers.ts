import type { Framework } from "../framework.ts";

/** Service methods are handlers; in a hook, `context.result`, `context.dispatch` and `context.error` are sent. */
export const feathers: Framework = {
  name: "feathers",
  title: "Feathers",
  modules: ["@feathersjs/feathers", "@feathersjs/express", "@feathersjs/koa", "@feathersjs/socketio"],
  factories: [
    { module: "@feathersjs/feathers", member: "feathers" },
    { module: "@feathersjs/feathers", member: "default" },
    { module: "@feathersjs/express", member: "default" },
    { module: "@feathersjs/koa", member: "koa" },
  ],
  chained: ["service"],
  appTypes: ["Application", "FeathersService"],
  registrations: [
    { methods: ["hooks"], from: 0, keys: ["before", "*"] },
    { methods: ["hooks"], from: 0, keys: ["after", "*"] },
    { methods: ["hooks"], from: 0, keys: ["around", "*"] },
    { methods: ["hooks"], from: 0, keys: ["error", "*"], role: "boundary" },
  ],
  signatures: [{ arity: "any", roles: ["context", "next"] }],
  parameterTypes: { HookContext: "context", NextFunction: "next" },
  handlerTypes: ["HookFunction", "AroundHookFunction"],
  classes: [
    {
      type: "ServiceMethods",
      methods: ["find", "get", "create", "update", "patch", "remove"],
      signatures: [{ arity: "any", roles: [] }],
    },
    {
      type: "ServiceInterface",
      methods: ["find", "get", "create", "update", "patch", "remove"],
      signatures: [{ arity: "any", roles: [] }],
    },
  ],
  sinks: [
    { kind: "return" },
    { kind: "assignment", on: "context", property: ["result"] },
    { kind: "assignment", on: "context", property: ["dispatch"] },
    { kind: "assignment", on: "context", property: ["error"] },
  ],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "always",
  fate: "Feathers sends its message to the client, in production too",
  reads: [],
};
