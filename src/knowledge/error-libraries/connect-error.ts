import type { ErrorLibrary } from "../error-library.ts";

export const connectError: ErrorLibrary = {
  name: "connect-error",
  title: "Connect",
  modules: ["@connectrpc/connect"],
  forms: [
    {
      callee: { module: "@connectrpc/connect", member: "ConnectError" },
      construct: true,
      message: 0,
      code: 1,
      error: null,
      options: null,
      cause: null,
      causeArgument: 4,
      showsCause: true,
      sent: [],
      status: null,
      equivalent: null,
    },
    {
      callee: { module: "@connectrpc/connect", member: "ConnectError.from" },
      construct: false,
      message: null,
      code: 1,
      error: 0,
      options: null,
      cause: null,
      sent: [],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "always",
  foreignCoded: true,
  codes: "grpc",
  classes: ["ConnectError"],
};
