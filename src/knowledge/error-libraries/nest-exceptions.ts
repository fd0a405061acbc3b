import type { ErrorForm, ErrorLibrary } from "../error-library.ts";
import { formsByStatus } from "./forms-by-status.ts";

const statusByName = {
  BadRequestException: 400,
  UnauthorizedException: 401,
  ForbiddenException: 403,
  NotFoundException: 404,
  MethodNotAllowedException: 405,
  NotAcceptableException: 406,
  RequestTimeoutException: 408,
  ConflictException: 409,
  GoneException: 410,
  PreconditionFailedException: 412,
  PayloadTooLargeException: 413,
  UnsupportedMediaTypeException: 415,
  ImATeapotException: 418,
  MisdirectedException: 421,
  UnprocessableEntityException: 422,
  InternalServerErrorException: 500,
  NotImplementedException: 501,
  BadGatewayException: 502,
  ServiceUnavailableException: 503,
  GatewayTimeoutException: 504,
  HttpVersionNotSupportedException: 505,
};

const uncoded = {
  construct: true,
  message: 0,
  code: null,
  error: null,
  options: null,
  cause: null,
  sent: [],
  status: null,
  equivalent: null,
} as const satisfies Omit<ErrorForm, "callee">;

/** What is sent as `error` beside a message; options without a `description` take it away. */
function toDescription(name: string): string {
  if (name === "ImATeapotException") return "I'm a teapot";
  if (name === "HttpVersionNotSupportedException") return "HTTP Version Not Supported";
  return name.replace(/Exception$/, "").replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
}

/** Sent whatever the status, 5xx too. Of an `Error` as first argument its own properties are sent, the message not among them. */
export const nestExceptions: ErrorLibrary = {
  name: "nest-exceptions",
  title: "NestJS",
  sendsObjects: true,
  modules: ["@nestjs/common", "@nestjs/microservices", "@nestjs/websockets"],
  forms: [
    {
      callee: { module: "@nestjs/common", member: "HttpException" },
      construct: true,
      message: 0,
      code: 1,
      error: null,
      options: 2,
      cause: "cause",
      causeSince: 9,
      showsCause: true,
      sent: ["description"],
      status: null,
      equivalent: null,
    },
    ...formsByStatus("@nestjs/common", statusByName, {
      construct: true,
      message: 0,
      error: null,
      options: 1,
      cause: "cause",
      causeSince: 9,
      showsCause: true,
      sent: ["description"],
    }).map((form) => ({ ...form, standard: { key: "description", text: toDescription(form.callee.member ?? "") } })),
    { ...uncoded, callee: { module: "@nestjs/microservices", member: "RpcException" } },
    { ...uncoded, callee: { module: "@nestjs/websockets", member: "WsException" } },
  ],
  exposes: "always",
  foreignCoded: true,
  classes: ["HttpException", "RpcException", "WsException", ...Object.keys(statusByName)],
};
