import type { ErrorLibrary } from "../error-library.ts";

export const middyErrors: ErrorLibrary = {
  name: "middy-errors",
  title: "Middy",
  modules: ["@middy/util"],
  forms: [
    {
      callee: { module: "@middy/util", member: "createError" },
      construct: false,
      message: 1,
      code: 0,
      error: null,
      options: 2,
      cause: "cause",
      sent: [],
      status: null,
      equivalent: null,
    },
    {
      callee: { module: "@middy/util", member: "HttpError" },
      construct: true,
      message: 1,
      code: 0,
      error: null,
      options: 2,
      cause: "cause",
      sent: [],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "below-500",
  foreignCoded: true,
  classes: ["HttpError"],
};
