import type { ErrorLibrary } from "../error-library.ts";

/** A base class; what a code is there is the project's own affair. */
export const tsCustomError: ErrorLibrary = {
  name: "ts-custom-error",
  title: "ts-custom-error",
  modules: ["ts-custom-error"],
  forms: [
    {
      callee: { module: "ts-custom-error", member: "CustomError" },
      construct: true,
      message: 0,
      code: null,
      error: null,
      options: 1,
      cause: "cause",
      sent: [],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "never",
  foreignCoded: false,
  classes: ["CustomError"],
  classFactories: [{ module: "ts-custom-error", member: "customErrorFactory" }],
};
