import { describe, expect, it } from "vitest";
import { Modules } from "../../src/workspace/modules.ts";
import { Packages } from "../../src/workspace/packages.ts";
import { parse } from "../../src/syntax/parse.ts";
import { toContribution } from "../../src/workspace/to-contribution.ts";

const texts = {
  app: `import "./routes.js"; import "./boundary.js";`,
  routes: `import "./orders.js";`,
  orders: `import "./routes.js";`,
  boundary: ``,
};

const files = Object.entries(texts).map(([name, text]) => {
  const { source } = parse(`/repo/${name}.ts`, text);
  if (source === null) throw new SyntaxError(name);
  return toContribution(source);
});

function loadedBy(
  name: string,
  except: readonly string[] = [],
  modules = new Modules(files, new Packages([])),
): string[] {
  const loaded = modules.findLoaded(modules.find(`/repo/${name}`), new Set(except));
  return [...loaded].map(({ path }) => path.replace(/^.*\/|\.ts$/g, ""));
}

describe("what is loaded with a file", () => {
  it("is all that its imports load, round a cycle once", () => {
    expect(loadedBy("app")).toEqual(["app", "routes", "boundary", "orders"]);
    expect(loadedBy("orders")).toEqual(["orders", "routes"]);
  });

  it("leaves an exception out at its start alone, whatever was asked before", () => {
    const modules = new Modules(files, new Packages([]));
    expect(loadedBy("app", [], modules)).toContain("orders");
    expect(loadedBy("app", ["/repo/routes"], modules)).toEqual(["app", "boundary"]);
    expect(loadedBy("orders", ["/repo/app"], modules)).toEqual(["orders", "routes"]);
    expect(loadedBy("app", [], modules)).toContain("orders");
  });
});
