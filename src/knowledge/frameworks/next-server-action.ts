import type { Framework } from "../framework.ts";
import { nextSignals } from "../signals.ts";

/** Functions under "use server": what they return is serialised to the browser. */
export const nextServerAction: Framework = {
  name: "next-server-action",
  title: "Next.js",
  modules: ["next/navigation", "next/headers", "next/cache"],
  factories: [],
  appTypes: [],
  registrations: [],
  signatures: [{ arity: "any", roles: [] }],
  parameterTypes: {},
  handlerTypes: [],
  directive: "use server",
  sinks: [{ kind: "return" }],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "development",
  fate: "Next.js sends a digest in production and its message in development",
  reads: ["digest"],
  signals: nextSignals,
};
