import { PrismaClientKnownRequestError } from "@prisma/client/runtime/library";
import { AppError } from "./errors";

async function find(id: string) {
  try {
    return await database.find(id);
  } catch (err) {
    throw AppError.wrap(err, "could not find order", { context: { id } });
  }
}

export async function load(id: string) {
  try {
    return await find(id);
  } catch (err) {
    if (err instanceof PrismaClientKnownRequestError && err.code === "P2025") return null;
    throw err;
  }
}

export async function exists(id: string) {
  try {
    return await find(id);
  } catch (err) {
    if (err instanceof PrismaClientKnownRequestError) {
      logger.warn(err.code, err.meta);
      return err.code === "P2025" ? null : undefined;
    }
    throw err;
  }
}

export async function isThere(id: string) {
  try {
    return await find(id);
  } catch (err) {
    if (!(err instanceof PrismaClientKnownRequestError)) throw err;
    return false;
  }
}
