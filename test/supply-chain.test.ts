import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, it } from "vitest";
import { codemods } from "../codemods/index.ts";
import plugin from "../rules/index.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const homes = {
  plugin: join(inject("installed"), "eslint-plugin-error-contract"),
  command: join(inject("installedCommand"), "error-contract"),
};

interface Locked {
  readonly link?: true;
  readonly license?: string;
  readonly hasInstallScript?: true;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

/** Where a package is installed that is required from a folder: in its `node_modules`, or in one above. */
function findLocked(name: string, from: string): string | null {
  for (let folder = from; ; folder = folder.replace(/(?:^|\/)(?:node_modules\/)?(?:@[^/]+\/)?[^/]+$/, "")) {
    const place = [folder, "node_modules", name].filter((part) => part !== "").join("/");
    if (place in packages) return place;
    if (folder === "") return null;
  }
}

/** All that is installed with the command, but what is for other platforms. */
function findInstalled(from: string, found = new Set<string>()): Set<string> {
  const { dependencies = {}, optionalDependencies = {} } = packages[from] ?? {};
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const place = findLocked(name, from);
    if (place === null || found.has(place) || !existsSync(join(root, place))) continue;
    findInstalled(place, found.add(place));
  }
  return found;
}

const installed = [...findInstalled("cli")];

/** The files of a package, but those of packages inside of it. */
function listFiles(home: string): string[] {
  return readdirSync(home, { recursive: true, encoding: "utf8" }).filter(
    (file) => !file.startsWith("node_modules/") && statSync(join(home, file)).isFile(),
  );
}

function toSize(home: string): number {
  return listFiles(home).reduce((total, file) => total + statSync(join(home, file)).size, 0);
}

/** Licences that ask for no more than to be named. */
const permissive = /^(?:MIT|ISC|Apache-2\.0|0BSD|BSD-[23]-Clause|BlueOak-1\.0\.0)$/;

describe("what is published", () => {
  it("has these files in the plugin, and no other", () => {
    const pages = Object.keys(plugin.rules).map((rule) => `docs/rules/${rule}.md`);
    const loaded = ["index", "presets", "rules", "store", "package"].map((name) => `dist/${name}.cjs`);
    const bundles = [...loaded, "dist/index.d.cts", "dist/index.licenses.txt"];
    const others = ["LICENSE", "README.md", "error-contract.schema.json", "package.json"];
    expect(listFiles(homes.plugin).sort()).toEqual(
      [...pages, ...bundles, "index.d.mts", "index.mjs", ...others].sort(),
    );
  });

  it("has these files in the command, and no other", () => {
    const chunk = /^dist\/[\w-]+\.mjs$/;
    const grammars = ["go.wasm", "rust.wasm", "runtime.wasm", "licenses.txt"].map((file) => `dist/grammars/${file}`);
    const bundles = ["engine", "oxc-parser"].map((name) => `transforms/${name}.bundle`);
    const transforms = codemods.map(({ name }) => `transforms/${name}.cjs`);
    const licenses = ["dist/main", "transforms/engine", "transforms/oxc-parser"].map((name) => `${name}.licenses.txt`);
    const others = ["LICENSE", "README.md", "package.json", "dist/main.mjs"];
    const files = listFiles(homes.command).filter((file) => file === "dist/main.mjs" || !chunk.test(file));
    expect(files.sort()).toEqual([...grammars, ...bundles, ...transforms, ...licenses, ...others].sort());
  });

  it("names nothing of the machine on which it was packed", () => {
    const texts = Object.values(homes).flatMap((home) =>
      listFiles(home).flatMap((file) => (file.endsWith(".wasm") ? [] : [readFileSync(join(home, file), "utf8")])),
    );
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.filter((text) => text.includes(root))).toEqual([]);
  });
});

describe("what is installed with it", () => {
  it("is less than 30 MB for the command", () => {
    expect(installed).toContain("cli/node_modules/oxc-parser");
    const bytes = installed.reduce((total, place) => total + toSize(join(root, place)), toSize(homes.command));
    expect(bytes / 1e6).toBeGreaterThan(10);
    expect(bytes / 1e6).toBeLessThan(30);
  });

  it("is there on terms that ask for no more than to be named, and so is what is bundled", () => {
    const licenses = installed.map((place) => `${place}: ${packages[place]?.license}`);
    expect(licenses.filter((license) => !permissive.test(license.replace(/^.*: /, "")))).toEqual([]);
    const lists = Object.values(homes).flatMap((home) => listFiles(home).map((file) => join(home, file)));
    const bundled = lists
      .filter((file) => file.endsWith("licenses.txt"))
      .flatMap((file) => readFileSync(file, "utf8").match(/^@?[\w/.-]+ \d+\.\d+\.\d+\S*, .+$/gm) ?? []);
    expect(bundled.length).toBeGreaterThan(10);
    expect(bundled.filter((line) => !permissive.test(line.replace(/^.*, /, "")))).toEqual([]);
  });

  it("runs no script, and neither does anything that is installed to work on it", () => {
    expect(installed.filter((place) => packages[place]?.hasInstallScript)).toEqual([]);
    expect(readFileSync(join(root, ".npmrc"), "utf8")).toMatch(/^ignore-scripts=true$/m);
    for (const home of Object.values(homes)) {
      const { scripts = {} } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { scripts?: object };
      expect(Object.keys(scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
    }
  });

  it("is pinned", () => {
    const manifests = ["package.json", "cli/package.json"].map(
      (file) => JSON.parse(readFileSync(join(root, file), "utf8")) as Record<string, Record<string, string>>,
    );
    const versions = manifests.flatMap(({ dependencies = {}, devDependencies = {} }) =>
      Object.entries({ ...dependencies, ...devDependencies }),
    );
    expect(versions.filter(([, version]) => !/^(?:npm:.+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
