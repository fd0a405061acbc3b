import { basename, relative } from "node:path";
import { toWords } from "../../../src/rewrite/words.ts";
import { type ErrorClass, isOrExtends } from "./error-class.ts";
import type { Gathered } from "./gather.ts";

/**
 * The class that most of all errors are made of, be it by its subclasses, if it takes any code; a niche's own is not for all, nor
 * one whose codes are never written out, as those of a numeric enum, nor one that tells of a single thing that may fail.
 */
export function findCanonical(found: Gathered, root: string): ErrorClass | null {
  const { classes, coded } = found;
  const count = (counted: readonly ErrorClass[]): number =>
    counted.reduce((sum, each) => sum + (classes.get(each) ?? 0), 0);
  const family = (of: ErrorClass): number => count(toFamily(of, found));
  const most = toSorted(classes)
    .filter(takesCode)
    .sort((one, other) => family(other) - family(one))[0];
  if (!most || ![...coded].some((each) => isOrExtends(each, most))) return null;
  return family(most) * 2 > count([...classes.keys()]) && isForAll(most, found, root) ? most : null;
}

/** The class that most errors are made of comes first, of those that take their code. */
export function toSorted(classes: ReadonlyMap<ErrorClass, number>): ErrorClass[] {
  const count = (each: ErrorClass): number => classes.get(each) ?? 0;
  return [...classes.keys()].sort(
    (one, other) => Number(takesCode(other)) - Number(takesCode(one)) || count(other) - count(one),
  );
}

function toFamily(of: ErrorClass, { classes }: Gathered): ErrorClass[] {
  return [...classes.keys()].filter((each) => isOrExtends(each, of));
}

function takesCode({ positions }: ErrorClass): boolean {
  return positions.code !== null || positions.object !== null;
}

/**
 * Whether a class is for whatever fails: `AppError`, made elsewhere than where it is declared, or one that is made in several files of
 * which its name does not speak. `S3FetchError`, made in `s3-client.js`, is for one thing.
 */
function isForAll(made: ErrorClass, found: Gathered, root: string): boolean {
  const home = basename(root).toLowerCase();
  const subjects = toWords(made.name)
    .map((word) => word.toLowerCase())
    .filter((word) => !GENERAL.test(word) && !isOfHome(word, home));
  const factories = found.factories.filter(({ makes }) => makes !== null && isOrExtends(makes, made));
  const files = [...new Set(toFamily(made, found).flatMap((each) => [...(found.makers.get(each) ?? [])]))];
  if (subjects.some((subject) => DOMAIN.test(subject))) return false;
  if (subjects.length === 0)
    return factories.length > 0 || files.some((file) => file !== made.declaration.getSourceFile().fileName);
  const others = files.filter((file) => {
    const path = relative(root, file).toLowerCase();
    return !subjects.some((subject) => path.includes(subject));
  });
  return factories.length + others.length > 1;
}

/** Whether a service itself is called so: `StorageError` of a storage. */
function isOfHome(word: string, home: string): boolean {
  return word.length > 3 ? home.includes(word) : home.split(/[^a-z\d]+/).includes(word);
}

/** Words of a class's name for one part of what a service does, unless it is called so itself. */
const DOMAIN =
  /^(?:access|ai|auth|authentication|authorization|billing|build|cache|compile|compiler|config|configuration|conflict|connection|connector|crypto|database|db|docker|download|duplicate|email|encryption|env|export|fetch|file|forbidden|git|image|import|invalid|invoice|job|jwt|kubernetes|limit|llm|login|mail|mailer|media|migration|missing|mongo|network|notification|oauth|oidc|openai|orm|parse|parser|parsing|password|payment|permission|plugin|prisma|provider|query|queue|rate|redis|render|retry|s3|saml|schema|search|session|sms|socket|sql|sso|storage|stripe|subscription|syntax|task|template|timeout|token|unauthorized|upload|validation|validator|video|webhook|websocket|worker)$/;

/** Words of a class's name that say nothing of what may fail. */
const GENERAL =
  /^(?:an?|api|apis|app|application|backend|base|basic|business|code|coded|codes|common|contract|core|custom|default|domain|err|error|errors|exception|expected|failure|fault|general|generic|global|graph|graphql|gql|handled|http|https|internal|known|my|operational|our|own|platform|problem|project|public|ql|request|response|rest|root|rpc|safe|server|service|shared|standard|status|system|the|trpc|typed|web|with)$/;
