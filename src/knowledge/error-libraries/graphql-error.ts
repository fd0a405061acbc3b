import type { ErrorLibrary } from "../error-library.ts";

/** The message is sent, and the whole of `extensions` with it. */
export const graphqlError: ErrorLibrary = {
  name: "graphql-error",
  title: "GraphQL",
  modules: ["graphql"],
  forms: [
    {
      callee: { module: "graphql", member: "GraphQLError" },
      construct: true,
      message: 0,
      code: null,
      error: null,
      options: 1,
      cause: "originalError",
      hidesWithCause: true,
      codeKey: "extensions.code",
      sent: ["extensions"],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "always",
  foreignCoded: true,
  codes: "graphql",
  classes: ["GraphQLError"],
};
