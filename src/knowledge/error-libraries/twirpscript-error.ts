import type { ErrorLibrary } from "../error-library.ts";

/** No subclass of `Error`: it has no stack. */
export const twirpscriptError: ErrorLibrary = {
  name: "twirpscript-error",
  title: "TwirpScript",
  modules: ["twirpscript"],
  forms: [
    {
      callee: { module: "twirpscript", member: "TwirpError" },
      construct: true,
      message: null,
      code: null,
      error: null,
      options: 0,
      cause: null,
      codeKey: "code",
      messageKey: "msg",
      sent: ["msg", "meta"],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "always",
  foreignCoded: true,
  codes: "twirp",
  classes: ["TwirpError"],
};
