import type { Framework } from "../framework.ts";

/**
 * The socket has the role of a context. Listeners take whatever the client sent, so that only a last parameter which is
 * called as a function can be told to be its acknowledgement.
 */
export const socketIo: Framework = {
  name: "socket.io",
  title: "Socket.IO",
  modules: ["socket.io"],
  factories: [
    { module: "socket.io", member: "Server" },
    { module: "socket.io", member: "default" },
  ],
  chained: ["of"],
  appTypes: ["Server", "Namespace", "Socket"],
  registrations: [
    {
      methods: ["on"],
      from: 1,
      events: ["connection", "connect"],
      signatures: [{ arity: "any", roles: ["context"] }],
    },
    { methods: ["on", "once", "onAny", "prependAny"], from: "last", signatures: [{ arity: "any", roles: [] }] },
    { methods: ["use"], from: 0, signatures: [{ arity: "any", roles: ["context", "next"] }] },
  ],
  nestings: [{ methods: ["on"], from: 1, parameter: 0 }],
  signatures: [{ arity: "any", roles: ["context", "next"] }],
  parameterTypes: { Socket: "context", ExtendedError: "error" },
  handlerTypes: [],
  sinks: [
    { kind: "method", on: "context", methods: ["emit", "emitWithAck"], arguments: [1, 2], ends: false },
    { kind: "method", on: "context", methods: ["send"], arguments: [0, 1], ends: false },
    { kind: "method", on: "context", path: ["broadcast"], methods: ["emit"], arguments: [1, 2], ends: false },
  ],
  answers: [{ on: "next", arguments: [0] }],
  chainable: ["to", "in", "except", "timeout", "compress", "volatile"],
  status: [],
  throws: { sync: "crash", async: "unhandled" },
  leaks: "never",
  fate: "Socket.IO does not catch it: the process ends unless something else does",
  reads: ["data"],
};
