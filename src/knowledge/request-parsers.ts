/** Packages that read what a client has sent, and say what is wrong with it. */
const requestParsers: ReadonlySet<string> = new Set([
  "@fastify/busboy",
  "@fastify/multipart",
  "adm-zip",
  "body-parser",
  "busboy",
  "co-body",
  "csv-parse",
  "express-fileupload",
  "fast-csv",
  "formidable",
  "koa-body",
  "multer",
  "multiparty",
  "papaparse",
  "raw-body",
  "unzipper",
  "xlsx",
  "yauzl",
]);

/** Whether a package (without a version) reads bodies and files of requests. */
export function isRequestParser(module: string): boolean {
  return requestParsers.has(module);
}
