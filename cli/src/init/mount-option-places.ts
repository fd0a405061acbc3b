import { findOwnPart } from "../../../src/analysis/find-option-places.ts";
import { mountOptions } from "../../../src/rewrite/mount-options.ts";
import type { OptionGroup } from "./find-apps.ts";
import {
  findAnswering,
  isSpread,
  toBoundaryPlace,
  toNotifyingPart,
  type ErrorFolder,
  type MountAttempt,
} from "./mount-attempt.ts";

/** Gives calls their parts of a boundary among their options: all that belong together, or none. */
export function mountOptionPlaces(groups: readonly OptionGroup[], place: ErrorFolder): MountAttempt[] {
  const mounts = groups.map((each) => mountGroup(each, place));
  return mounts.map((each) => {
    const bad = mounts.find(
      ({ framework, doubt }) => isSpread(framework) && framework === each.framework && doubt !== null,
    );
    return each.doubt === null && bad && each.edits.length > 0
      ? { ...each, edits: [], doubt: `it belongs together with ${bad.file.path}, where that cannot be done` }
      : each;
  });
}

function mountGroup(places: OptionGroup, place: ErrorFolder): MountAttempt {
  const [{ framework, file }] = places;
  const boundary = toBoundaryPlace(framework, place);
  const answering = findAnswering(framework, file, place.project);
  const { edits, doubt } = answering === null ? mountOptions(places, boundary) : { edits: null, doubt: answering };
  const notifies = places.some(({ parts }) => parts.includes(toNotifyingPart(framework)));
  const remedy = places.some((each) => findOwnPart(each) !== null)
    ? `For the generated one to answer, call that of ${boundary.path} in it, or give it in its place.`
    : null;
  return { framework, file, edits: edits ?? [], doubt, notifies, remedy };
}
