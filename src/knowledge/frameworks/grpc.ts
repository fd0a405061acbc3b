import type { Framework } from "../framework.ts";

/** What is thrown is masked as "Unknown error", a rejection hangs the call; what goes to the callback is sent. */
export const grpc: Framework = {
  name: "grpc",
  title: "gRPC",
  modules: ["@grpc/grpc-js", "grpc"],
  factories: [
    { module: "@grpc/grpc-js", member: "Server" },
    { module: "grpc", member: "Server" },
  ],
  appTypes: ["Server"],
  registrations: [{ methods: ["addService"], from: 1, keys: ["*"] }],
  signatures: [{ arity: "any", roles: ["context", "callback"] }],
  parameterTypes: {
    sendUnaryData: "callback",
    ServerUnaryCall: "context",
    ServerReadableStream: "context",
    ServerWritableStream: "context",
    ServerDuplexStream: "context",
  },
  handlerTypes: [
    "handleUnaryCall",
    "handleClientStreamingCall",
    "handleServerStreamingCall",
    "handleBidiStreamingCall",
  ],
  objects: [{ type: "UntypedServiceImplementation", keys: ["*"] }],
  sinks: [
    { kind: "method", on: "context", methods: ["emit"], arguments: [1], ends: true },
    { kind: "method", on: "context", methods: ["destroy"], arguments: [0], ends: true },
    { kind: "method", on: "context", methods: ["end"], arguments: [0], ends: true },
    { kind: "method", on: "context", methods: ["write"], arguments: [0], ends: false },
    { kind: "method", on: "context", methods: ["sendMetadata"], arguments: [0], ends: false, channel: "header" },
  ],
  answers: [{ on: "callback", arguments: [0, 1, 2] }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "unhandled" },
  leaks: "always",
  fate: "gRPC sends the message of what the callback is given to the client, in production too",
  reads: ["code", "details", "metadata"],
};
