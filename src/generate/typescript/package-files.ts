import type { Contract } from "../../contract/contract.ts";
import { ContractNotUsable } from "../contract-not-usable.ts";
import { type GeneratedFile, generatedNotice } from "../generated-file.ts";

const namePattern = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/** What makes the modules in `src` a package for npm. Throws `ContractNotUsable` for a name that npm does not take. */
export function toPackageFiles(contract: Contract, name: string): GeneratedFile[] {
  if (!namePattern.test(name)) throw new ContractNotUsable("npm takes no package of this name", { name });
  const manifest = {
    "//": generatedNotice,
    name,
    version: contract.version ?? "0.0.0",
    description: "Coded errors by the error contract.",
    type: "module",
    exports: { "./*": { types: "./dist/*.d.ts", default: "./dist/*.js" }, "./package.json": "./package.json" },
    files: ["dist"],
    engines: { node: ">=18" },
    scripts: { prepack: "tsc --project tsconfig.json" },
    devDependencies: { "@types/node": "^20.0.0", typescript: ">=5.5" },
  };
  return [
    { path: "package.json", text: `${JSON.stringify(manifest, null, 2)}\n`, isOwn: false },
    { path: "tsconfig.json", text: toCompilerOptions(), isOwn: false },
  ];
}

function toCompilerOptions(): string {
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022"],
    module: "NodeNext",
    moduleResolution: "NodeNext",
    types: ["node"],
    rootDir: "src",
    outDir: "dist",
    declaration: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
  };
  return `// ${generatedNotice}\n${JSON.stringify({ compilerOptions, include: ["src"] }, null, 2)}\n`;
}
