import type { Framework } from "../framework.ts";
import { bullmqSignals } from "../signals.ts";

/** No client waits, but a job's failure keeps its message and stack in Redis, where dashboards show them. */
export const bullmq: Framework = {
  name: "bullmq",
  title: "BullMQ",
  modules: ["bullmq", "@nestjs/bullmq"],
  factories: [
    { module: "bullmq", member: "Worker" },
    { module: "bullmq", member: "QueueEvents" },
  ],
  appTypes: ["Worker", "QueueEvents"],
  registrations: [
    {
      methods: ["on"],
      from: 1,
      events: ["failed"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["context", "error", "other"], boundary: true }],
    },
    {
      methods: ["on"],
      from: 1,
      events: ["error"],
      role: "boundary",
      signatures: [{ arity: "any", roles: ["error"], boundary: true }],
    },
  ],
  calls: [{ callee: { module: "bullmq", member: "Worker" }, from: 1 }],
  signatures: [{ arity: "any", roles: ["context", "other", "other"] }],
  parameterTypes: { Job: "context" },
  handlerTypes: ["Processor"],
  classes: [{ type: "WorkerHost", methods: ["process"] }],
  sinks: [],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "never",
  fate: "BullMQ stores its message and stack with the job, and tries again",
  reads: [],
  signals: bullmqSignals,
};
