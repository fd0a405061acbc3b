import { AppError } from "./errors";
import { isRetryable } from "./error-texts";

export async function connect(redisId: string, timeout: number) {
  try {
    return await open(redisId);
  } catch (error: any) {
    // what the driver said
    throw AppError.wrap(error, "could not connect", { context: { redisId } });
  }
}

export async function decode(adapterId: string) {
  try {
    return await parse(adapterId);
  } catch (error) {
    throw AppError.wrap(error, "Couldn't decode options", { context: { timeout, adapterId } });
  }
}

export async function close(id: string) {
  try {
    await shut(id);
  } catch (error) {
    if (isRetryable(error)) throw AppError.wrap(error, "could not close", { context: { id } });
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
