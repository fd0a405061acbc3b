import type { Framework } from "../framework.ts";

/** Scheduled methods and event listeners: nobody is answered, and no exception filter stands above them. */
export const nestBackground: Framework = {
  name: "nest-background",
  title: "NestJS",
  modules: ["@nestjs/schedule", "@nestjs/event-emitter"],
  factories: [],
  appTypes: [],
  registrations: [],
  signatures: [],
  parameterTypes: {},
  handlerTypes: [],
  decorators: { methods: ["Cron", "Interval", "Timeout", "OnEvent"], classes: [], boundaryClasses: [], parameters: {} },
  sinks: [],
  chainable: [],
  status: [],
  throws: { sync: "forwarded", async: "forwarded" },
  leaks: "never",
  fate: "NestJS logs it, and no exception filter sees it",
  reads: [],
};
