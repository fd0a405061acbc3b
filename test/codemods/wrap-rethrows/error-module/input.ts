import { readFileSync } from "node:fs";

export function readCatalogue() {
  try {
    return readFileSync("codes.json", "utf8");
  } catch (err) {
    throw err;
  }
}
