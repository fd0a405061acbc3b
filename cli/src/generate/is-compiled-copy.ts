const outputs = new Set(["dist", "build", "lib", "out", "output"]);

/**
 * Whether a generated file is what a compiler made of another one of them, which it makes again: it stands in a folder for
 * output beside them (`dist/errors/wire.js`), or next to its source.
 */
export function isCompiledCopy(path: string, generated: readonly string[]): boolean {
  if (path.endsWith(".js") && generated.includes(`${path.slice(0, -3)}.ts`)) return true;
  const folders = path.split("/");
  const output = folders.findIndex((each) => outputs.has(each));
  const home = folders.slice(0, Math.max(output, 0)).map((each) => `${each}/`);
  return output >= 0 && generated.some((each) => each.startsWith(home.join("")) && !isInOutput(each));
}

function isInOutput(path: string): boolean {
  return path.split("/").some((each) => outputs.has(each));
}
