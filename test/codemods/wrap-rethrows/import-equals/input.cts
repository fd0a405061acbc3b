import fs = require("node:fs");

export function readPage(slug: string) {
  try {
    return fs.readFileSync(slug, "utf8");
  } catch (err) {
    throw err;
  }
}
