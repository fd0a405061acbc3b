import type { Framework } from "../framework.ts";
import { kafkajsSignals } from "../signals.ts";

export const kafkajs: Framework = {
  name: "kafkajs",
  title: "KafkaJS",
  modules: ["kafkajs"],
  factories: [{ module: "kafkajs", member: "Kafka" }],
  chained: ["consumer"],
  appTypes: ["Consumer"],
  registrations: [
    { methods: ["run"], from: 0, keys: ["eachMessage"] },
    { methods: ["run"], from: 0, keys: ["eachBatch"] },
    { methods: ["on"], from: 1, events: ["consumer.crash"], role: "boundary" },
  ],
  signatures: [{ arity: "any", roles: ["context"] }],
  parameterTypes: { EachMessagePayload: "context", EachBatchPayload: "context" },
  handlerTypes: ["EachMessageHandler", "EachBatchHandler"],
  sinks: [],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "never",
  fate: "KafkaJS tries the message again, and in the end restarts the consumer",
  reads: ["retriable"],
  signals: kafkajsSignals,
};
