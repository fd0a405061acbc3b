import type { ErrorLibrary } from "../error-library.ts";

/** What a schema answers with: a list of issues, which whoever validates reads. */
export const zodError: ErrorLibrary = {
  name: "zod-error",
  title: "Zod",
  modules: ["zod", "zod/v3", "zod/v4"],
  forms: ["zod", "zod/v3", "zod/v4"].map((module) => ({
    callee: { module, member: "ZodError" },
    construct: true,
    message: null,
    code: null,
    error: null,
    options: null,
    cause: null,
    sent: [],
    status: null,
    equivalent: null,
  })),
  exposes: "never",
  foreignCoded: true,
  isAnswer: true,
  classes: [],
};
