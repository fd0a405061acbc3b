import type { Framework } from "../framework.ts";

/** `createX` and `createXHandler` are generated into the project. */
export const twirpscript: Framework = {
  name: "twirpscript",
  title: "TwirpScript",
  modules: ["twirpscript"],
  factories: [
    { module: "twirpscript", member: "createTwirpServer" },
    { module: "twirpscript", member: "createTwirpServerless" },
  ],
  appTypes: [],
  registrations: [
    { methods: ["use"], from: 0 },
    {
      methods: ["on"],
      from: 1,
      events: ["error"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["context", "error"], boundary: true }],
      returns: false,
    },
  ],
  signatures: [{ arity: "any", roles: ["request", "context", "next"] }],
  parameterTypes: {},
  handlerTypes: [],
  sinks: [{ kind: "return" }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "never",
  fate: "TwirpScript answers `internal` without its message, and no code of the contract reaches the client",
  reads: [],
};
