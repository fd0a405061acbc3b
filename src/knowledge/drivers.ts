/** Packages whose errors speak to developers: what they say holds queries, hosts and configuration. */
const drivers: ReadonlySet<string> = new Set([
  "pg",
  "mysql",
  "mysql2",
  "mongodb",
  "mongoose",
  "@prisma/client",
  "typeorm",
  "sequelize",
  "knex",
  "drizzle-orm",
  "better-sqlite3",
  "redis",
  "ioredis",
  "axios",
  "got",
  "ky",
  "undici",
  "node-fetch",
  "superagent",
]);

/** Whether a package (without a version) is a database driver, an ORM or an HTTP client. */
export function isDriver(module: string): boolean {
  return drivers.has(module) || module.startsWith("@aws-sdk/");
}

const languageNames = /^(?:Type|Range|Reference|Syntax|Eval|URI|Aggregate)?Error$/;
const driverNames =
  /Prisma|Sequelize|TypeORM|Mongo(?:Server|Network|Bulk)?Error|QueryFailed|Axios|Postgres|^(?:is)?(?:Database|Store|Sql|SQL|Query|Driver|Redis|Connection)Error$/;

/** Whether an error class, or a guard for one, is by its name the language's or a driver's; one about validation is not. */
export function isRawErrorName(name: string): boolean {
  return !/Validation/.test(name) && (languageNames.test(name) || driverNames.test(name));
}
