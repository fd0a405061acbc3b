import type { ErrorLibrary } from "../error-library.ts";

export const trpcError: ErrorLibrary = {
  name: "trpc-error",
  title: "tRPC",
  modules: ["@trpc/server"],
  forms: [
    {
      callee: { module: "@trpc/server", member: "TRPCError" },
      construct: true,
      message: null,
      code: null,
      error: null,
      options: 0,
      cause: "cause",
      showsCause: true,
      codeKey: "code",
      messageKey: "message",
      copiesCause: "without-message",
      sent: ["message"],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "always",
  foreignCoded: true,
  codes: "trpc",
  classes: ["TRPCError"],
};
