import type { Framework } from "../framework.ts";

/** `createXServer` and `XTwirp` are generated into the project; what is known without them stands on `TwirpContext`. */
export const twirpTs: Framework = {
  name: "twirp-ts",
  title: "twirp-ts",
  modules: ["twirp-ts"],
  factories: [{ module: "twirp-ts", member: "TwirpServer" }],
  appTypes: ["TwirpServer"],
  registrations: [
    { methods: ["use"], from: 0, signatures: [{ arity: "any", roles: ["context", "request", "next"] }] },
    {
      methods: ["use"],
      from: 0,
      keys: ["error"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["context", "error"], boundary: true }],
      returns: false,
    },
  ],
  calls: [{ callee: { module: "twirp-ts", member: "TwirpServer" }, from: 0, keys: ["service", "*"] }],
  signatures: [{ arity: "any", roles: ["context", "request"] }],
  parameterTypes: { TwirpContext: "context" },
  handlerTypes: [],
  sinks: [{ kind: "return" }, { kind: "call", callee: { module: "twirp-ts", member: "writeError" }, arguments: [1] }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "always",
  fate: "twirp-ts sends its message and class name to the client, in production too",
  reads: [],
};
