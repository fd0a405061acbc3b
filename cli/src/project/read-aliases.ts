import { dirname } from "node:path";
import type { ts } from "ts-morph";

/** The aliases of the tsconfig nearest to a folder, as that TypeScript reads them; `null` where there are none. */
export function readAliases(typescript: typeof ts, directory: string): ts.CompilerOptions | null {
  const { sys } = typescript;
  const path = typescript.findConfigFile(directory, sys.fileExists);
  if (path === undefined || path.includes("/node_modules/")) return null;
  const { config } = typescript.readConfigFile(path, sys.readFile) as { config?: unknown };
  const host = { ...sys, readDirectory: () => [] };
  const parsed = typescript.parseJsonConfigFileContent(config ?? {}, host, dirname(path), undefined, path);
  const { paths, baseUrl, pathsBasePath } = parsed.options;
  return paths === undefined && baseUrl === undefined
    ? null
    : {
        ...(paths && { paths }),
        ...(baseUrl !== undefined && { baseUrl }),
        ...(pathsBasePath !== undefined && { pathsBasePath }),
      };
}
