import { posix } from "node:path";

/** The path without extension and `/index`, in which a specifier and the file it means are equal. */
export function toStem(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "").replace(/(?:^|\/)index$/, "");
}

/** The stem, from the root, of what a relative specifier in a file means; `null` for any other specifier. */
export function toImportedStem(path: string, specifier: string): string | null {
  if (!/^\.\.?(?:\/|$)/.test(specifier)) return null;
  // the last part takes a slash from the end
  const imported = posix.join(posix.dirname(path), specifier, ".");
  return imported === "." ? "" : toStem(imported);
}

/** The package of a specifier: `@nestjs/axios` of `@nestjs/axios/dist/http.service`. */
export function toPackageName(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

/** The specifier by which a file imports another one, both relative to the root. */
export function toSpecifier(from: string, to: string, extension: string): string {
  const relative = posix.relative(posix.dirname(from), toStem(to));
  return (relative.startsWith(".") ? relative : `./${relative}`) + extension;
}

/** How a relative specifier of code ends; `null` for packages and data. */
export function toEnding(specifier: string): "" | ".js" | ".ts" | null {
  if (!specifier.startsWith(".") || /\.(?:json5?|css|scss|svg|png|node|wasm|graphql|sql|txt|html)$/.test(specifier))
    return null;
  const ending = /\.[cm]?([jt])sx?$/.exec(specifier)?.[1];
  return ending === undefined ? "" : ending === "j" ? ".js" : ".ts";
}
