import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const corpus = fileURLToPath(new URL("corpus/", import.meta.url));

/** Published packages whose tarballs hold the source as it was written (parse-server: as Babel prints it). */
const codeBases = {
  typescript: [
    { name: "@loopback/rest", version: "15.0.16", folder: "src" },
    { name: "@apollo/server", version: "5.5.1", folder: "src" },
    { name: "@trpc/server", version: "11.25.2", folder: "src" },
    { name: "@grpc/grpc-js", version: "1.14.7", folder: "src" },
    { name: "mongodb", version: "7.9.0", folder: "src" },
  ],
  ghost: [{ name: "ghost", version: "6.65.0", folder: "core/server" }],
  "parse-server": [{ name: "parse-server", version: "9.10.0", folder: "lib" }],
};

const contract = {
  format: 1,
  extends: ["error-contract:starter"],
  typescript: {
    errors: [
      {
        name: "AppError",
        module: "./errors",
        code: 0,
        message: 1,
        options: 2,
        canonical: true,
        wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
      },
    ],
  },
};

/**
 * The code bases to measure on, fetched once with `npm pack`.
 * @returns {{ name: string, root: string, contract: string, files: string[] }[]}
 */
export function loadCodeBases() {
  return Object.entries(codeBases).map(([name, packages]) => {
    const root = join(corpus, name);
    for (const each of packages) fetchPackage(each, root);
    const path = join(root, "error-contract.json");
    writeFileSync(path, JSON.stringify(contract, null, 2));
    return { name, root, contract: path, files: listSources(root) };
  });
}

function fetchPackage({ name, version, folder }, root) {
  const target = join(root, `${name.replace(/^@/, "").replace("/", "-")}-${version}`);
  if (existsSync(target)) return;
  const scratch = mkdtempSync(join(tmpdir(), "error-contract-bench-"));
  try {
    console.error(`fetching ${name}@${version}`);
    const options = { cwd: scratch, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] };
    const tarball = execFileSync("npm", ["pack", "--silent", `${name}@${version}`], options).trim();
    execFileSync("tar", ["-xzf", tarball], { cwd: scratch });
    mkdirSync(root, { recursive: true });
    cpSync(join(scratch, "package", folder), `${target}.partial`, { recursive: true });
    renameSync(`${target}.partial`, target);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What the command would read, too: sources that no machine declares or minifies. */
function listSources(root) {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(?<!\.d)\.[cm]?[jt]s$/.test(entry.name) && !/[.-]min\.js$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
