import { existsSync } from "node:fs";
import { join } from "node:path";
import { readFile } from "../read-file.ts";

/** Why what is generated does not load where a package is deployed: a Cloudflare Worker without Node's modules; `null` where it does. */
export function findWorkerObstacle(root: string): string | null {
  const names = wranglerFiles.filter((name) => existsSync(join(root, name)));
  const [first] = names;
  if (first === undefined || names.some((name) => hasNodeModules(readFile(join(root, name))?.text ?? ""))) return null;
  return `${first} has no \`nodejs_compat\` among its compatibility flags, and a Worker without it has no \`node:async_hooks\` and \`node:crypto\`, which the module imports. Add the flag, and run this again`;
}

const wranglerFiles = ["wrangler.toml", "wrangler.json", "wrangler.jsonc"];

/** `compatibility_flags = ["nodejs_compat"]`, also of one environment, and not in a comment. */
function hasNodeModules(text: string): boolean {
  const code = text.replaceAll(/^[ \t]*(?:#|\/\/).*$/gm, "");
  const lists = code.matchAll(/\bcompatibility_flags["']?\s*[:=]\s*\[([^\]]*)\]/g);
  return [...lists].some(([, flags = ""]) => /["']nodejs_compat(?:_v2)?["']/.test(flags));
}
