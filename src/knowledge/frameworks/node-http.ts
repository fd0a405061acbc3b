import type { Framework } from "../framework.ts";
import { nodeResponseSinks } from "./node-response.ts";

const modules = ["http", "node:http", "https", "node:https", "http2", "node:http2"];

/** Node's own servers. Nobody stands above a listener: what it throws ends the process, so that its errors are its own affair. */
export const nodeHttp: Framework = {
  name: "node-http",
  title: "Node.js",
  modules,
  factories: [],
  appTypes: [],
  registrations: [],
  signatures: [],
  parameterTypes: { IncomingMessage: "request", ServerResponse: "response", Http2ServerResponse: "response" },
  handlerTypes: [],
  sinks: nodeResponseSinks,
  chainable: ["writeHead", "setHeader", "appendHeader"],
  status: ["writeHead"],
  statusProperties: ["statusCode"],
  throws: { sync: "crash", async: "unhandled" },
  leaks: "never",
  fate: "Node.js ends the process",
  reads: [],
};
