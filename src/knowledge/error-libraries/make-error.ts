import type { ErrorLibrary } from "../error-library.ts";

export const makeError: ErrorLibrary = {
  name: "make-error",
  title: "make-error",
  modules: ["make-error"],
  forms: [
    {
      callee: { module: "make-error", member: "BaseError" },
      construct: true,
      message: 0,
      code: null,
      error: null,
      options: null,
      cause: null,
      sent: [],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "never",
  foreignCoded: false,
  classes: ["BaseError"],
  classFactories: [
    { module: "make-error", member: "default" },
    { module: "make-error", member: "makeError" },
  ],
};
