import { readFileSync } from "node:fs";

export function readPage() {
  try {
    return readFileSync("500.html", "utf8");
  } catch (err) {
    throw new Error("could not read page", { cause: err });
  }
}
