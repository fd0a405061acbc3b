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
    if (err instanceof PrismaClientKnownRequestError) return null;
    throw err;
  }
}
