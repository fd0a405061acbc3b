import type { Facts } from "../analysis/facts.ts";
import { findMadeApps, type AppFile, type HiddenApp, type MadeApp } from "../analysis/find-made-apps.ts";
import { findOuterApps } from "../analysis/find-taken-apps.ts";
import { findOptionPlaces, findOwnPart, type OptionPlace } from "../analysis/find-option-places.ts";
import { mountedFrameworks, type MountedFramework } from "../knowledge/mounted-framework.ts";
import { findOwnBoundary, type BoundaryPlace, type Mount, mountBoundary } from "../rewrite/mount-boundary.ts";
import { mountOptions } from "../rewrite/mount-options.ts";
import type { Proposal } from "../rewrite/proposal.ts";
import { isDeclaredAbove } from "./boundary-above.ts";
import { isClientCode } from "./client-code.ts";
import type { Finder } from "./finder.ts";
import type { Finding } from "./finding.ts";

/** C5: an app is made here, and no boundary is mounted on it. */
export const missingBoundary: Finder = {
  rule: "require-boundary",
  messages: {
    missing: "No boundary stands above what {{framework}}'s handlers throw. Mount the generated one.",
    mount: "Mount the boundary that is generated for {{framework}}.",
  },
  concerns: /["'](?:express|fastify|koa|hono|@nestjs\/core|@trpc\/server(?:\/[\w/-]+)?|@apollo\/server)["']/,
  find(facts) {
    if (!facts.setting.contract || isClientCode(facts)) return [];
    const file: AppFile = {
      path: facts.source.path,
      source: facts.source,
      bindings: facts.bindings,
      imports: [...facts.imports].map((specifier) => ({ specifier })),
    };
    const apps = findMadeApps(file);
    const places = findOptionPlaces(file);
    const outer = findOuterApps(apps);
    const standing = outer?.length === 1 ? outer : apps;
    return [
      ...standing.flatMap((app) => toFinding(app, standing.length, facts) ?? []),
      ...optionFrameworks.flatMap((framework) =>
        findInOptions(
          places.filter((each) => each.framework === framework),
          facts,
        ),
      ),
    ];
  },
};

const optionFrameworks = ["trpc", "apollo"] as const;

function toFinding(app: MadeApp | HiddenApp, count: number, facts: Facts): Finding | null {
  const own = "variable" in app ? findOwnBoundary(app) : null;
  if (own && isDeclaredAbove(facts)) return null;
  const mounted = count > 1 && !own ? "several apps are made in this file" : mountApp(app, facts);
  if (mounted === null) return null;
  const node = "variable" in app ? app.statements[app.at] : app.node;
  return node ? toMissing(app.framework, node, mounted) : null;
}

/** What is to be done where a boundary is missing: an edit, or a text where nobody can tell how. */
function toMissing(framework: MountedFramework, node: Finding["node"], mounted: Proposal | string): Finding {
  const isText = typeof mounted === "string";
  return {
    rule: missingBoundary.rule,
    messageId: "missing",
    data: { framework: mountedFrameworks[framework].title },
    node,
    proposals: isText ? [] : [mounted],
    unsettled: isText ? mounted : null,
    needsProof: true,
  };
}

/** The edit that mounts the boundary; `null` where it stands already, a text where nobody can tell how. */
function mountApp(app: MadeApp | HiddenApp, facts: Facts): Proposal | string | null {
  if (!("variable" in app)) return "its app is not kept in a variable";
  return mount(app.framework, facts, (place) => mountBoundary(app, place));
}

/** The calls of a file that belong to one boundary are given it together. */
function findInOptions(places: readonly OptionPlace[], facts: Facts): Finding[] {
  const first = places.find((each) => findOwnPart(each) === null);
  const mounted = first ? mount(first.framework, facts, (place) => mountOptions(places, place)) : null;
  return first && mounted !== null ? [toMissing(first.framework, first.node, mounted)] : [];
}

/** What no file imports. */
const nowhere = "/\0";

function mount(
  framework: MountedFramework,
  facts: Facts,
  to: (place: BoundaryPlace) => Mount,
): Proposal | string | null {
  const { title } = mountedFrameworks[framework];
  const module = findBoundaryModule(framework, facts);
  const { edits, doubt } = to({ path: `${module ?? nowhere}.ts`, extension: facts.setting.importExtension ?? "" });
  if (edits === null) return doubt;
  if (module === null)
    return `the contract names no boundary that is generated for ${title}; \`error-contract init\` makes one`;
  if (edits.length === 0) return null;
  return {
    messageId: "mount",
    data: { framework: title },
    edits,
    permission: {
      verdict: "needs-project",
      questions: [{ kind: "mountable", path: facts.source.path, framework, module }],
    },
    manual: false,
  };
}

/** Where the contract says that the generated boundary of a framework is: `src/errors/boundary-express`. */
function findBoundaryModule(framework: MountedFramework, { setting }: Facts): string | null {
  const bindings = setting.contract?.boundaries ?? [];
  const found = bindings.find(({ module }) => module?.endsWith(`/boundary-${framework}`));
  return found?.module ?? null;
}
