import { describe, expect, it } from "vitest";
import { toFacts } from "../../src/analysis/program.ts";
import { requireBoundary } from "../../src/findings/require-boundary.ts";
import { parse } from "../../src/syntax/parse.ts";
import { findFixtures, type Fixture } from "./fixture.ts";

const folder = new URL(".", import.meta.url).pathname;
const { fixtures = [] } = findFixtures(folder).find(({ name }) => name === "add-boundary") ?? {};

/** What the rule says of an app without a boundary. */
function report({ extension, setting }: Fixture, text: string): string[] {
  const { source } = parse(`/repo/src/input.${extension}`, text);
  if (source === null) throw new SyntaxError("the fixture does not parse");
  const found = requireBoundary.find(toFacts(source, setting));
  return found.filter(({ messageId }) => messageId === "missing").map(({ data }) => data["app"] ?? "");
}

describe("require-boundary", () => {
  it.each(fixtures.filter(({ input, output }) => input !== output))(
    "is silent where one was mounted: $name",
    (each) => {
      expect(report(each, each.output)).toEqual([]);
    },
  );

  it.each([
    ["express", "`app`"],
    ["trpc", "the procedures of `initTRPC`"],
    ["trpc-alone", "the procedures of `initTRPC`"],
    ["apollo", "this `ApolloServer`"],
  ])("reports what is going to be mounted: %s", (name, app) => {
    const fixture = fixtures.find((each) => each.name === name);
    expect(fixture && report(fixture, fixture.input)).toEqual([app]);
  });

  it.each(["trpc-own", "trpc-unseen", "trpc-adapters", "apollo-own", "apollo-plugins", "nest", "nest-filters"])(
    "is silent where it cannot tell: %s",
    (name) => {
      const fixture = fixtures.find((each) => each.name === name);
      expect(fixture && report(fixture, fixture.input)).toEqual([]);
    },
  );
});
