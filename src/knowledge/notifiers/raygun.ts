import type { Notifier } from "../notifier.ts";

export const raygun: Notifier = {
  name: "raygun",
  title: "Raygun",
  modules: ["raygun"],
  calls: [{ method: "send", argument: 0 }],
  clients: [{ module: "raygun", member: "Client" }],
  clientTypes: ["Client", "Raygun"],
  boundaries: ["expressHandler"],
  filters: [{ name: "onBeforeSend", parts: ["message", "className"] }],
  automatic: [],
  repeatsSameObject: true,
  repeatsWrapped: true,
};
