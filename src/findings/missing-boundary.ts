import type { Facts } from "../analysis/facts.ts";
import { findMadeApps, type AppFile, type HiddenApp, type MadeApp } from "../analysis/find-made-apps.ts";
import type { MountedFramework } from "../knowledge/mounted-framework.ts";
import { frameworks } from "../knowledge/frameworks.ts";
import { hasOwnBoundary, hasRegistrations, mountBoundary } from "../rewrite/mount-boundary.ts";
import type { Proposal } from "../rewrite/proposal.ts";
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
  concerns: /["'](?:express|fastify|koa|hono)["']/,
  find(facts) {
    if (!facts.setting.contract || isClientCode(facts)) return [];
    const file: AppFile = {
      path: facts.source.path,
      source: facts.source,
      bindings: facts.bindings,
      imports: [...facts.imports].map((specifier) => ({ specifier })),
    };
    const apps = findMadeApps(file);
    return apps.flatMap((app) => toFinding(app, apps.length, facts) ?? []);
  },
};

function toFinding(app: MadeApp | HiddenApp, count: number, facts: Facts): Finding | null {
  if ("variable" in app && hasOwnBoundary(app)) return null;
  const title = frameworks.find(({ name }) => name === app.framework)?.title ?? app.framework;
  const mounted = count > 1 ? "several apps are made in this file" : mount(app, title, facts);
  if (mounted === null) return null;
  const node = "variable" in app ? app.statements[app.at] : app.node;
  if (!node) return null;
  const isText = typeof mounted === "string";
  return {
    rule: missingBoundary.rule,
    messageId: "missing",
    data: { framework: title },
    node,
    proposals: isText ? [] : [mounted],
    unsettled: isText ? mounted : null,
    needsProof: true,
  };
}

/** The edit that mounts the boundary; `null` where it stands already, a text where nobody can tell how. */
function mount(app: MadeApp | HiddenApp, title: string, facts: Facts): Proposal | string | null {
  if (!("variable" in app)) return "its app is not kept in a variable";
  const module = findBoundaryModule(app.framework, facts);
  if (module === null)
    return `the contract names no boundary that is generated for ${title}; \`error-contract init\` makes one`;
  const { path } = facts.source;
  const place = { path: `${module}.js`, extension: facts.setting.importExtension ?? "" };
  const { edits, doubt } = mountBoundary(app, place);
  if (edits === null) return doubt;
  if (edits.length === 0) return null;
  if (app.framework === "express" && !hasRegistrations(app)) return "its routes are registered somewhere else";
  return {
    messageId: "mount",
    data: { framework: title },
    edits,
    permission: {
      verdict: "needs-project",
      questions: [{ kind: "mountable", path, framework: app.framework, module }],
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
