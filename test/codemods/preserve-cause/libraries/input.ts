import { BadRequestException, InternalServerErrorException, ImATeapotException } from "@nestjs/common";
import { GraphQLError } from "graphql";
import { store } from "./store";

// without a description, options would take "Bad Request" out of what is sent
export async function assignRole(userId: string) {
  try {
    await store.assign(userId);
  } catch (err) {
    throw new BadRequestException(err.message);
  }
}

export async function loadRole(userId: string) {
  try {
    return await store.load(userId);
  } catch (err) {
    if (userId === "pot") throw new ImATeapotException("no roles");
    throw new InternalServerErrorException(
      `could not load role: ${err.message}`,
    );
  }
}

export async function dropRole(userId: string) {
  try {
    return await store.drop(userId);
  } catch (err) {
    throw new BadRequestException(err.message, { description: "no such role" });
  }
}

// Yoga would send another message in its place
export async function findRole(userId: string) {
  try {
    await store.role(userId);
  } catch (err) {
    throw new GraphQLError(`no role: ${err.message}`);
  }
}
