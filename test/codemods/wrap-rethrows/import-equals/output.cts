import fs = require("node:fs");
import { AppError } from "./errors";

export function readPage(slug: string) {
  try {
    return fs.readFileSync(slug, "utf8");
  } catch (err) {
    throw AppError.wrap(err, "could not read page", { context: { slug } });
  }
}
