import type { Framework } from "../framework.ts";
import { nodeResponseSinks } from "./node-response.ts";

export const restify: Framework = {
  name: "restify",
  title: "Restify",
  modules: ["restify"],
  factories: [{ module: "restify", member: "createServer" }],
  appTypes: ["Server"],
  registrations: [
    { methods: ["get", "post", "put", "del", "patch", "opts", "head"], from: 1 },
    { methods: ["use", "pre", "first"], from: 0 },
    {
      methods: ["on"],
      from: 1,
      events: ["restifyError", "InternalServer", "InternalServerError", "NotFound", "MethodNotAllowed"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["request", "response", "error", "callback"], boundary: true }],
    },
    {
      methods: ["on"],
      from: 1,
      events: ["uncaughtException"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["request", "response", "other", "error", "callback"], boundary: true }],
    },
  ],
  signatures: [{ arity: "any", roles: ["request", "response", "next"] }],
  parameterTypes: { Request: "request", Response: "response", Next: "next" },
  handlerTypes: ["RequestHandler", "RequestHandlerType"],
  sinks: [
    { kind: "method", on: "response", methods: ["send", "json", "sendRaw"], arguments: [0, 1], ends: true },
    { kind: "method", on: "response", methods: ["header", "set"], arguments: [0, 1], ends: false, channel: "header" },
    { kind: "method", on: "response", methods: ["redirect"], arguments: [0, 1], ends: true, channel: "redirect" },
    ...nodeResponseSinks,
  ],
  chainable: ["set", "setHeader"],
  status: ["status", "writeHead"],
  statusProperties: ["statusCode"],
  passes: [false],
  throws: { sync: "crash", async: "forwarded" },
  leaks: "always",
  fate: "Restify sends its message to the client, in production too",
  reads: ["statusCode", "code"],
};
