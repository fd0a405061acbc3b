import { PrismaClientKnownRequestError } from "@prisma/client/runtime/library";
import { AppError, findCause } from "./errors";

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
    if (findCause(err, PrismaClientKnownRequestError)?.code === "P2025") return null;
    throw err;
  }
}

export async function exists(id: string) {
  try {
    return await find(id);
  } catch (err) {
    const prismaClientKnownRequestError = findCause(err, PrismaClientKnownRequestError);
    if (prismaClientKnownRequestError !== undefined) {
      logger.warn(prismaClientKnownRequestError.code, prismaClientKnownRequestError.meta);
      return prismaClientKnownRequestError.code === "P2025" ? null : undefined;
    }
    throw err;
  }
}

export async function isThere(id: string) {
  try {
    return await find(id);
  } catch (err) {
    if (findCause(err, PrismaClientKnownRequestError) === undefined) throw err;
    return false;
  }
}
