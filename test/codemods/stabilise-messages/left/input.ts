import { AppError, LateError, notFound } from "./errors";

export function load(id: string, userEmail: string, options: Options) {
  if (!id) throw new AppError("INVALID_INPUT", "");
  if (stale()) throw new AppError("CONFLICT", `no order since ${Date.now()}`);
  if (!known(userEmail)) throw new AppError("FORBIDDEN", `nobody is called ${userEmail}`);
  if (gone(id)) throw notFound(`order ${id} not found`);
  if (locked(id)) throw new AppError("CONFLICT", `order ${id} is locked`, options);
  // eslint-disable-next-line error-contract/no-dynamic-message -- the desk searches for it
  if (late(id)) throw new AppError("TIMEOUT", `order ${id} is late`);
  if (stuck(id)) throw new LateError(`order ${id} is stuck`, { cause });
  throw new AppError("NOT_FOUND", `${id}`);
}
