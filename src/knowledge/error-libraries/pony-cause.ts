import type { ErrorLibrary } from "../error-library.ts";

export const ponyCause: ErrorLibrary = {
  name: "pony-cause",
  title: "pony-cause",
  modules: ["pony-cause"],
  forms: [
    {
      callee: { module: "pony-cause", member: "ErrorWithCause" },
      construct: true,
      message: 0,
      code: null,
      error: null,
      options: 1,
      cause: "cause",
      showsCause: true,
      sent: [],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "never",
  foreignCoded: false,
  classes: ["ErrorWithCause"],
};
