import { findMadeApps, type HiddenApp, type MadeApp } from "../../../src/analysis/find-made-apps.ts";
import { findOptionPlaces, type OptionPlace } from "../../../src/analysis/find-option-places.ts";
import { boundaryFrameworks } from "../../../src/generate/typescript/boundary-modules.ts";
import { mountedFrameworks, type MountedFramework } from "../../../src/knowledge/mounted-framework.ts";
import type { ProjectFile } from "./project-file.ts";
import { loadsTypescript, type Project } from "./read-project.ts";

export type ProjectApp = MadeApp<ProjectFile> | HiddenApp<ProjectFile>;

/** The places of one file that take parts of one boundary. */
export type OptionGroup = readonly [OptionPlace<ProjectFile>, ...OptionPlace<ProjectFile>[]];

/** Where a project takes boundaries: the apps that it makes, and the calls that have parts among their options. */
export interface FoundApps {
  readonly made: readonly ProjectApp[];
  readonly groups: readonly OptionGroup[];
}

export function findApps({ files }: Project): FoundApps {
  return { made: files.flatMap((file) => findMadeApps(file)), groups: files.flatMap(toGroups) };
}

/** Whether a project makes an app that a boundary can be mounted on. */
export function hasApp(project: Project): boolean {
  return project.files.some(
    (file) => (findMadeApps(file).length > 0 || findOptionPlaces(file).length > 0) && !isPlainScript(file, project),
  );
}

/** A script beside TypeScript that loads none of it, `proxy.js`: nothing compiles it, so that it can be given no module of that. */
export function isPlainScript(file: ProjectFile, { language, files }: Project): boolean {
  return language === "typescript" && /\.[cm]?js$/.test(file.path) && !loadsTypescript([file], files);
}

/** The frameworks that a project depends on, or makes apps of. */
export function findFrameworks({ packages }: Project, { made, groups }: FoundApps): readonly MountedFramework[] {
  const used = new Set<MountedFramework>([...made, ...groups.flat()].map(({ framework }) => framework));
  return boundaryFrameworks.filter((each) => packages.has(mountedFrameworks[each].package) || used.has(each));
}

function toGroups(file: ProjectFile): OptionGroup[] {
  const places = findOptionPlaces(file);
  return boundaryFrameworks.flatMap((framework) => {
    const [first, ...others] = places.filter((each) => each.framework === framework);
    return first ? [[first, ...others] as const] : [];
  });
}
