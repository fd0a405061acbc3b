import type { Framework } from "../framework.ts";
import { nextSignals } from "../signals.ts";

/** Server actions of next-safe-action: what one throws is taken by the client's `handleServerError`, whose answer the browser reads. */
export const nextSafeAction: Framework = {
  name: "next-safe-action",
  title: "next-safe-action",
  modules: ["next-safe-action"],
  factories: [{ module: "next-safe-action", member: "createSafeActionClient" }],
  chained: ["use", "schema", "inputSchema", "outputSchema", "bindArgsSchemas", "metadata"],
  appTypes: ["SafeActionClient"],
  registrations: [
    { methods: ["action", "stateAction"], from: 0 },
    { methods: ["use"], from: 0, returns: false },
  ],
  calls: [
    {
      callee: { module: "next-safe-action", member: "createSafeActionClient" },
      from: 0,
      keys: ["handleServerError"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["error"], boundary: true }],
    },
  ],
  signatures: [{ arity: "any", roles: [] }],
  parameterTypes: {},
  handlerTypes: [],
  directive: "use server",
  chainEnds: ["action", "stateAction"],
  sinks: [{ kind: "return" }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "never",
  fate: "next-safe-action answers with what `handleServerError` makes of it, under no code of the contract",
  reads: ["digest"],
  signals: nextSignals,
};
