import type { OptionFramework } from "./mounted-framework.ts";

/** A call that takes parts of a boundary among its options. */
export interface OptionForm {
  readonly framework: OptionFramework;
  readonly module: string;
  /** What is called or constructed; of `initTRPC.create`, also `initTRPC.context<Context>().create`. */
  readonly member: string;
  readonly made: "call" | "new";
  /** Where it is a plugin that `register` is given: the key of its options that has those of the framework. */
  readonly plugin?: string;
  /** The options that make up the boundary, by the names of what is generated for them. */
  readonly parts: readonly string[];
}

const adapter = (path: string, member: string, parts = ["onError", "responseMeta"]): OptionForm => ({
  framework: "trpc",
  module: `@trpc/server/adapters/${path}`,
  member,
  made: "call",
  parts,
});

export const optionForms: readonly OptionForm[] = [
  { framework: "trpc", module: "@trpc/server", member: "initTRPC.create", made: "call", parts: ["errorFormatter"] },
  adapter("standalone", "createHTTPServer"),
  adapter("standalone", "createHTTPHandler"),
  adapter("standalone", "createHTTP2Handler"),
  adapter("node-http", "nodeHTTPRequestHandler"),
  adapter("express", "createExpressMiddleware"),
  adapter("fetch", "fetchRequestHandler"),
  adapter("next", "createNextApiHandler"),
  adapter("aws-lambda", "awsLambdaRequestHandler"),
  adapter("aws-lambda", "awsLambdaStreamingRequestHandler"),
  adapter("ws", "applyWSSHandler", ["onError"]),
  { ...adapter("fastify", "fastifyTRPCPlugin"), plugin: "trpcOptions" },
  { framework: "apollo", module: "@apollo/server", member: "ApolloServer", made: "new", parts: ["formatError"] },
];
