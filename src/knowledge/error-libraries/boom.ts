import type { ErrorForm, ErrorLibrary } from "../error-library.ts";
import { formsByStatus } from "./forms-by-status.ts";

const statusByName = {
  badRequest: 400,
  unauthorized: 401,
  paymentRequired: 402,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  notAcceptable: 406,
  proxyAuthRequired: 407,
  clientTimeout: 408,
  conflict: 409,
  resourceGone: 410,
  lengthRequired: 411,
  preconditionFailed: 412,
  entityTooLarge: 413,
  uriTooLong: 414,
  unsupportedMediaType: 415,
  rangeNotSatisfiable: 416,
  expectationFailed: 417,
  teapot: 418,
  badData: 422,
  locked: 423,
  failedDependency: 424,
  tooEarly: 425,
  preconditionRequired: 428,
  tooManyRequests: 429,
  illegal: 451,
  internal: 500,
  badImplementation: 500,
  notImplemented: 501,
  badGateway: 502,
  serverUnavailable: 503,
  gatewayTimeout: 504,
};

/** The first argument is a message or an error whose message is taken over. */
const named = { construct: false, message: 0, error: 0, options: null, cause: null, sent: [] } as const;

const constructed = {
  construct: true,
  message: 0,
  code: null,
  error: 0,
  options: 1,
  cause: null,
  codeKey: "statusCode",
  sent: [],
  status: null,
  equivalent: null,
} as const satisfies Omit<ErrorForm, "callee">;

const boomified = {
  ...constructed,
  construct: false,
  message: null,
  messageKey: "message",
} as const satisfies Omit<ErrorForm, "callee">;

export const boom: ErrorLibrary = {
  name: "boom",
  title: "Boom",
  modules: ["@hapi/boom", "boom"],
  forms: [
    { ...constructed, callee: { module: "@hapi/boom", member: "Boom" } },
    { ...constructed, callee: { module: "@hapi/boom", member: "default" } },
    { ...constructed, callee: { module: "boom", member: "default" } },
    { ...boomified, callee: { module: "@hapi/boom", member: "boomify" } },
    { ...boomified, callee: { module: "boom", member: "boomify" } },
    ...formsByStatus("@hapi/boom", statusByName, named),
    ...formsByStatus("boom", statusByName, named),
  ],
  exposes: "not-500",
  foreignCoded: true,
  classes: ["Boom"],
};
