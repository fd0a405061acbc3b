import { existsSync } from "node:fs";
import { join, posix, relative } from "node:path";
import { contractFileName, findContractPath } from "../../../src/contract/discover.ts";
import { createDiskWith } from "../../../src/contract/disk.ts";
import { frameworks } from "../../../src/knowledge/frameworks.ts";
import { toForwardSlashes } from "../../../src/contract/glob.ts";
import { draftContract, readContract, toChange } from "./contract-draft.ts";
import { hasApp } from "./find-apps.ts";
import { planContract, type Above, type Setup } from "./plan-contract.ts";
import { isExample, type Project, readProject } from "./read-project.ts";

/** The packages of a workspace that make an app, or answer requests by their routes. */
export async function readServices({ root, repository, members }: Project): Promise<Project[]> {
  const packages = await Promise.all(members.map((folder) => readProject(join(root, folder), repository)));
  return packages.filter(
    (each) => (hasApp(each) || hasRoutes(each)) && !isExample.test(toForwardSlashes(relative(root, each.root))),
  );
}

/** Whether it answers requests by what Next.js finds where its routes stand, with no app of its own. */
function hasRoutes({ packages, files }: Project): boolean {
  return packages.has("next") && files.some(({ path }) => routes.some((each) => each.test(path)));
}

const routes = frameworks
  .filter(({ name }) => name === "next-route" || name === "next-pages-api")
  .flatMap(({ files = [] }) => files.filter(({ imported }) => !imported).map(({ path }) => path));

/** One contract at the workspace's root; beside each app, in its own package, the error module and what extends the contract. */
export async function planWorkspace(project: Project, services: readonly Project[]): Promise<Setup> {
  const existing = findContractPath(join(project.root, contractFileName));
  const draft = await (existing === null ? draftContract(project) : readContract(existing));
  const above = { path: draft.path, disk: createDiskWith(draft.path, draft.after) };
  const setups = await Promise.all(services.map((service) => planPackage(project, service, above)));
  return {
    changes: [...toChange(draft), ...setups.flatMap(({ changes }) => changes)],
    notes: [
      ...draft.notes,
      ...setups.flatMap(({ notes }) => notes),
      ...(existing === null ? toBare(project, services) : []),
    ],
  };
}

/** What is said of packages that make no app: whether they make errors, only their people know. */
function toBare({ root, members }: Project, services: readonly Project[]): string[] {
  const bare = members.filter(
    (folder) =>
      !services.some((each) => each.root === join(root, folder)) && !existsSync(join(root, folder, contractFileName)),
  );
  const [first] = bare;
  return first === undefined
    ? []
    : [
        `${bare.join(", ")}: no app is made there, and no error module. \`error-contract init ${first}\` gives it one of its own.`,
      ];
}

async function planPackage(project: Project, service: Project, above: Above): Promise<Setup> {
  const folder = toForwardSlashes(relative(project.root, service.root));
  const { changes, notes } = await planContract(service, above);
  return {
    changes: changes.map((change) => ({ ...change, path: posix.join(folder, change.path) })),
    notes: notes.map((note) => `${folder}: ${note}`),
  };
}
