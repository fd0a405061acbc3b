import type { ErrorLibrary } from "../error-library.ts";

/** Its stack has the stacks of all its causes in it. */
export const errlop: ErrorLibrary = {
  name: "errlop",
  title: "Errlop",
  modules: ["errlop"],
  forms: [
    {
      callee: { module: "errlop", member: "default" },
      construct: "either",
      message: 0,
      code: null,
      error: null,
      options: null,
      cause: null,
      causeArgument: 1,
      showsCause: true,
      sent: [],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "never",
  foreignCoded: false,
  classes: ["Errlop"],
};
