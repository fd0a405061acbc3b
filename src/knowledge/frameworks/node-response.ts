import type { Sink } from "../framework.ts";

/** What every `http.ServerResponse` sends, whichever framework hands it out. */
export const nodeResponseSinks = [
  { kind: "method", on: "response", methods: ["end"], arguments: [0], ends: true },
  { kind: "method", on: "response", methods: ["write"], arguments: [0], ends: false },
  { kind: "method", on: "response", methods: ["writeHead"], arguments: [1, 2], ends: false, channel: "header" },
  {
    kind: "method",
    on: "response",
    methods: ["setHeader", "appendHeader"],
    arguments: [1],
    ends: false,
    channel: "header",
  },
  { kind: "assignment", on: "response", property: ["statusMessage"], channel: "status-text" },
] as const satisfies readonly Sink[];
