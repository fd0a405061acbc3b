import { AppError } from "./errors";
import { inspect } from "node:util";
import { errToString, isRetryable } from "./error-texts";

export async function connect(redisId: string, timeout: number) {
  try {
    return await open(redisId);
  } catch (error: any) {
    // what the driver said
    const { message } = error;
    const text = `could not connect to ${redisId} (${message})`;
    throw new Error(text);
  }
}

export async function decode(adapterId: string) {
  try {
    return await parse(adapterId);
  } catch (error) {
    const message = errToString(error);
    throw new Error(`Couldn't decode options after ${timeout}ms: ${message}`);
  }
}

export async function close(id: string) {
  try {
    await shut(id);
  } catch (error) {
    const reason = inspect(error);
    if (isRetryable(error)) throw new Error(["could not close", id, reason].join(": "));
    throw AppError.wrap(error, "could not close");
  }
}

export async function reset(id: string, index: number) {
  try {
    await clear(id);
  } catch (error: any) {
    const { code, message } = error;
    logger.warn(code);
    if (code === 1) throw new Error(`row ${index + 1} is broken: ${error}`);
    if (code === 2) throw new Error(translate("could not reset", error.message));
    throw new Error(`could not reset: ${message}`);
  }
}
