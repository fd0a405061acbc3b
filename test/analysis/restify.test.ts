import { describe, expect, it } from "vitest";
import type { Framework } from "../../src/knowledge/framework.ts";
import { express } from "../../src/knowledge/frameworks/express.ts";
import { analyse, handlersIn, sinksIn } from "./analysed.ts";

/** A framework is a table: this one is all that is said of Restify here. */
const restify: Framework = {
  name: "restify-by-table",
  title: "Restify",
  modules: ["restify"],
  factories: [{ module: "restify", member: "createServer" }],
  appTypes: ["Server"],
  registrations: [
    { methods: ["get", "post", "put", "del"], from: 1 },
    {
      methods: ["on"],
      from: 1,
      events: ["restifyError"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["request", "response", "error", "callback"], boundary: true }],
    },
  ],
  signatures: [{ arity: "any", roles: ["request", "response", "next"] }],
  parameterTypes: { Request: "request", Response: "response", Next: "next" },
  handlerTypes: ["RequestHandler"],
  sinks: [{ kind: "method", on: "response", methods: ["send", "json"], arguments: [0, 1], ends: true }],
  chainable: ["set"],
  status: ["status"],
  throws: { sync: "crash", async: "forwarded" },
  leaks: "always",
  fate: "Restify sends its message to the client, in production too",
  reads: ["statusCode"],
};

const frameworks = [express, restify];

const service = `const restify = require("restify");
const server = restify.createServer();
server.get("/orders", async function list(req, res) {
  try { res.send(await load()); } catch (err) { res.send(500, { error: err.message }); }
});
server.del("/orders/:id", [authenticate, function remove(req, res, next) { res.json(err); return next(false); }]);
server.on("restifyError", function last(req, res, err, callback) { callback(); });
server.on("after", function after(req, res) {});
`;

describe("a framework that is added by a table entry alone", () => {
  const options = { frameworks };

  it("has its handlers and boundaries found", () => {
    expect(handlersIn(service, options)).toEqual([
      "restify-by-table list(req: request, res: response)",
      "restify-by-table remove(req: request, res: response, next: next)",
      "restify-by-table boundary last(req: request, res: response, err: error, callback: callback)",
    ]);
  });

  it("has its sinks found", () => {
    expect(sinksIn(service, options)).toEqual([
      "res.send(await load())",
      "res.send(500, { error: err.message }) → 500",
      "res.json(err)",
    ]);
    expect(new Set(analyse(service, options).sinks.map(({ framework }) => framework))).toEqual(new Set([restify]));
  });

  it("has its types read", () => {
    const typed = `import type { Request, Response, Server } from "restify";
      export function mount(server: Server) { server.post("/", function create(req, res) {}); }
      export async function one(req: Request, res: Response) { res.json(err); }`;
    expect(handlersIn(typed, options)).toEqual([
      "restify-by-table create(req: request, res: response)",
      "restify-by-table one(req: request, res: response)",
    ]);
    expect(sinksIn(typed, options)).toEqual(["res.json(err)"]);
  });

  it("is nobody's without the entry, and without the import", () => {
    expect(handlersIn(service, { ...options, frameworks: [express] })).toEqual([]);
    expect(handlersIn(service.replace(`"restify"`, `"./restify"`), options)).toEqual([]);
  });
});
