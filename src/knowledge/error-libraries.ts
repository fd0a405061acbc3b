import type { ErrorLibrary } from "./error-library.ts";
import { boom } from "./error-libraries/boom.ts";
import { httpErrors } from "./error-libraries/http-errors.ts";
import { nestExceptions } from "./error-libraries/nest-exceptions.ts";

/** Every library of errors that is known without being named in a contract. */
export const errorLibraries: readonly ErrorLibrary[] = [httpErrors, boom, nestExceptions];
