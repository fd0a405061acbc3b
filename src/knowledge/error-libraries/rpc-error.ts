import type { ErrorLibrary } from "../error-library.ts";

/** What a client throws: code and message are the other service's. */
export const rpcError: ErrorLibrary = {
  name: "rpc-error",
  title: "protobuf-ts",
  modules: ["@protobuf-ts/runtime-rpc"],
  forms: [
    {
      callee: { module: "@protobuf-ts/runtime-rpc", member: "RpcError" },
      construct: true,
      message: 0,
      code: 1,
      error: null,
      options: null,
      cause: null,
      sent: [],
      status: null,
      equivalent: null,
    },
  ],
  exposes: "never",
  foreignCoded: true,
  codes: "grpc",
  classes: ["RpcError"],
};
