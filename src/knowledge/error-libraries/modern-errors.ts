import type { ErrorLibrary } from "../error-library.ts";

/** Merges its cause's message into its own. */
export const modernErrors: ErrorLibrary = {
  name: "modern-errors",
  title: "modern-errors",
  modules: ["modern-errors"],
  forms: [
    {
      callee: { module: "modern-errors", member: "default" },
      construct: true,
      message: 0,
      code: null,
      error: null,
      options: 1,
      cause: "cause",
      showsCause: true,
      copiesCause: "always",
      sent: [],
      status: null,
      equivalent: null,
    },
    {
      callee: { module: "modern-errors", member: "normalize" },
      construct: false,
      message: null,
      code: null,
      error: 0,
      options: null,
      cause: null,
      sent: [],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "never",
  foreignCoded: false,
  classes: [],
  classFactories: [{ module: "modern-errors", member: "subclass" }],
};
