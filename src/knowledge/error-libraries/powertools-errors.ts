import type { ErrorLibrary } from "../error-library.ts";
import { formsByStatus } from "./forms-by-status.ts";

const statusByName = {
  BadRequestError: 400,
  UnauthorizedError: 401,
  ForbiddenError: 403,
  NotFoundError: 404,
  MethodNotAllowedError: 405,
  RequestTimeoutError: 408,
  RequestEntityTooLargeError: 413,
  RequestValidationError: 422,
  InternalServerError: 500,
  ResponseValidationError: 500,
  ServiceUnavailableError: 503,
};

/** Sent whatever the status, with the third argument's details. */
export const powertoolsErrors: ErrorLibrary = {
  name: "powertools-errors",
  title: "Powertools",
  modules: ["@aws-lambda-powertools/event-handler/http"],
  forms: [
    ...formsByStatus("@aws-lambda-powertools/event-handler/http", statusByName, {
      construct: true,
      message: 0,
      error: null,
      options: 1,
      cause: "cause",
      sent: [],
    }),
  ],
  exposes: "always",
  foreignCoded: true,
  classes: ["HttpError", ...Object.keys(statusByName)],
};
