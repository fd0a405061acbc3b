import type { ErrorLibrary } from "../error-library.ts";
import { formsByStatus } from "./forms-by-status.ts";

const statusByName = {
  BadRequest: 400,
  NotAuthenticated: 401,
  PaymentError: 402,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  Timeout: 408,
  Conflict: 409,
  Gone: 410,
  LengthRequired: 411,
  Unprocessable: 422,
  TooManyRequests: 429,
  GeneralError: 500,
  NotImplemented: 501,
  BadGateway: 502,
  Unavailable: 503,
};

/** The second argument's data is sent too. */
export const feathersErrors: ErrorLibrary = {
  name: "feathers-errors",
  title: "Feathers",
  modules: ["@feathersjs/errors"],
  forms: [
    {
      callee: { module: "@feathersjs/errors", member: "FeathersError" },
      construct: true,
      message: 0,
      code: 2,
      error: 0,
      options: null,
      cause: null,
      sent: [],
      status: null,
      equivalent: null,
    },
    ...formsByStatus("@feathersjs/errors", statusByName, {
      construct: true,
      message: 0,
      error: 0,
      options: null,
      cause: null,
      sent: [],
    }),
  ],
  exposes: "always",
  foreignCoded: true,
  classes: ["FeathersError", ...Object.keys(statusByName)],
};
