import type { ErrorLibrary } from "./error-library.ts";
import { adonisExceptions } from "./error-libraries/adonis-exceptions.ts";
import { apolloErrors } from "./error-libraries/apollo-errors.ts";
import { boom } from "./error-libraries/boom.ts";
import { connectError } from "./error-libraries/connect-error.ts";
import { elysiaErrors } from "./error-libraries/elysia-errors.ts";
import { errlop } from "./error-libraries/errlop.ts";
import { fastifyError } from "./error-libraries/fastify-error.ts";
import { feathersErrors } from "./error-libraries/feathers-errors.ts";
import { graphqlError } from "./error-libraries/graphql-error.ts";
import { h3Errors } from "./error-libraries/h3-errors.ts";
import { honoExceptions } from "./error-libraries/hono-exceptions.ts";
import { httpErrors } from "./error-libraries/http-errors.ts";
import { makeError } from "./error-libraries/make-error.ts";
import { mcpError } from "./error-libraries/mcp-error.ts";
import { middyErrors } from "./error-libraries/middy-errors.ts";
import { modernErrors } from "./error-libraries/modern-errors.ts";
import { moleculerErrors } from "./error-libraries/moleculer-errors.ts";
import { nestExceptions } from "./error-libraries/nest-exceptions.ts";
import { ponyCause } from "./error-libraries/pony-cause.ts";
import { powertoolsErrors } from "./error-libraries/powertools-errors.ts";
import { problemDetails } from "./error-libraries/problem-details.ts";
import { restifyErrors } from "./error-libraries/restify-errors.ts";
import { rpcError } from "./error-libraries/rpc-error.ts";
import { svelteKitError } from "./error-libraries/sveltekit-error.ts";
import { trpcError } from "./error-libraries/trpc-error.ts";
import { tsCustomError } from "./error-libraries/ts-custom-error.ts";
import { twirpTsErrors } from "./error-libraries/twirp-ts-errors.ts";
import { twirpscriptError } from "./error-libraries/twirpscript-error.ts";
import { verror } from "./error-libraries/verror.ts";
import { zodError } from "./error-libraries/zod-error.ts";

/** Every library of errors that is known without being named in a contract. */
export const errorLibraries: readonly ErrorLibrary[] = [
  httpErrors,
  boom,
  nestExceptions,
  graphqlError,
  trpcError,
  honoExceptions,
  h3Errors,
  fastifyError,
  restifyErrors,
  feathersErrors,
  adonisExceptions,
  elysiaErrors,
  svelteKitError,
  connectError,
  twirpTsErrors,
  twirpscriptError,
  rpcError,
  moleculerErrors,
  apolloErrors,
  powertoolsErrors,
  mcpError,
  middyErrors,
  problemDetails,
  verror,
  ponyCause,
  tsCustomError,
  makeError,
  modernErrors,
  errlop,
  zodError,
];
