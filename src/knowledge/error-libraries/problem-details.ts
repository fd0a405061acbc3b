import type { ErrorLibrary } from "../error-library.ts";

/** RFC 9457: all of it is written for the client. */
export const problemDetails: ErrorLibrary = {
  name: "problem-details",
  title: "http-problem-details",
  modules: ["http-problem-details"],
  forms: [
    {
      callee: { module: "http-problem-details", member: "ProblemDocument" },
      construct: true,
      message: null,
      code: null,
      error: null,
      options: 0,
      cause: null,
      codeKey: "status",
      messageKey: "detail",
      sent: ["type", "title", "detail", "instance"],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "always",
  foreignCoded: true,
  classes: ["ProblemDocument"],
};
