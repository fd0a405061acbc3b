import { isOnlyVerb, isVerb } from "./verbs.ts";

/** Words that say what is done only together with what it is done to. */
export const BARE =
  /^(?:all|and|any|apply|at|by|call|count|create|delete|do|exec|execute|fail|fetch|find|first|get|id|ids|in|insert|into|invoke|key|keys|list|load|many|me|myself|new|null|on|one|or|perform|pk|post|process|put|query|read|remove|request|run|save|select|send|set|start|then|throw|to|unique|update|upsert|where|with|write)$/;
/** Names of what holds or carries things, which say nothing of the things. */
const VAGUE =
  /^(?:api|base|client|collection|conn|connection|context|controller|ctx|dao|database|db|factory|gateway|handler|helper|impl|instance|manager|model|module|processor|provider|repo|repository|resolver|self|server|service|store|table|that|trx|tx)$/i;
/** Not what is done, but how a function is used. */
const NO_OPERATION =
  /^(?:action|app|application|as|callback|cb|component|constructor|default|done|endpoint|exports|fn|from|func|function|handle|handler|has|inner|is|ingestor|listener|loader|main|middleware|next|on|ready|resolver|response|returning|services?|route|then|to|with|wrapped|wrapper)$/;
const LAST_OF_NO_OPERATION =
  /^(?:callback|controller|factory|fn|handler|hook|ingestor|listener|loader|middleware|parser|resolver|wrapper)$/;

/** What is done to something else: `send to queue`, not `json to yaml`. */
const DONE_TO =
  /^(?:add|append|apply|assign|attach|back|bind|broadcast|change|commit|connect|convert|copy|deploy|download|dump|emit|export|fall|flush|forward|go|import|invite|join|jump|link|listen|log|map|merge|migrate|move|navigate|notify|parse|persist|pipe|post|print|promote|publish|push|put|redirect|register|render|reply|report|reset|resolve|respond|restore|return|revert|roll|route|save|scroll|send|serialize|set|ship|store|stream|submit|subscribe|switch|sync|talk|transfer|transform|translate|turn|update|upgrade|upload|upsert|write)$/;
/** What no verb is, though a name begins with it. */
const NOUN =
  /^(?:acl|admin|agent|api|API|app|args|body|channels|client|collection|config|credentials?|db|DB|elements|entity|entries|events|feature|flow|graph|headers|http|HTTP|info|jobs|keys|ldap|LDAP|member|members|message|messages|metadata|notifications?|oauth|OAuth|object|options|params|peer|permissions?|plugin|project|props|response|responses|role|roles|room|rooms|rows|rule|rules|saml|SAML|settings?|smtp|SMTP|socket|sso|SSO|stats|status|tasks|template|templates|tenant|thread|threads|timestamp|topic|url|URL|users|value|values|variable|variables|version|versions|workflow|workspace)$/;
/** Names begin so that are judged by what follows, or by themselves. */
const SPOKEN = new RegExp(`${BARE.source}|${NO_OPERATION.source}`);
const LAST_VERB =
  /^(?:authenticate|authorize|cleanup|convert|create|decode|delete|destroy|disconnect|download|encode|export|fetch|generate|import|init|initialize|insert|parse|publish|refresh|register|remove|render|resolve|save|send|serialize|sign|subscribe|sync|unsubscribe|update|upload|upsert|validate|verify|write)$/;
const SUBJECT = /^(?:by|for|from|in|of|with|without)$/;
const KEPT =
  /^(?:count|data|details|history|ids?|info|list|metadata|name|names|options|settings|size|state|stats|status|url|values?)$/;
const HAPPENED_TO =
  /^(?:added|changed|completed|connected|created|deleted|disconnected|expired|failed|finished|joined|left|moved|opened|received|removed|renamed|started|stopped|updated)$/;

const FORMAT = /^(?:base64|buffer|csv|hex|html|JSON|json|markdown|object|pdf|string|text|toml|xml|yaml|yml)$/;

/** A name that is a thing's, not a deed's: `dataExport`, `profileImageUpload`. */
const THING =
  /^(?:account|admin|basket|branch|cart|code|content|customer|data|dns|DNS|document|email|file|health|http|HTTP|https|HTTPS|image|inventory|invoice|jwt|JWT|media|order|password|payment|product|profile|quantity|schema|security|session|stock|token|user|video)$/;
const DEED =
  /^(?:backup|check|cleanup|conversion|creation|deletion|download|erasure|exchange|export|import|login|logout|lookup|migration|question|registration|reset|server|sync|update|upload|validation|verification)$/;

/** A verb and its particle, written as one word. */
const PARTED = /^(sign|log)(in|out|off|up)$|^(shut|tear)(down)$|^(start|set|clean|look|back)(up)$|^(roll)(back)$/;
/** Verbs that are done to nothing. */
export const INTRANSITIVE = /^(?:listen|(?:log|sign) (?:in|off|out|up)|(?:shut|tear) down|start up)$/;

/** Names that begin so say no deed: `canReadProject`, `v1IdForUser`, `multi`, `promisified`. */
const NO_VERB =
  /^(?:after|afterwards|are|before|can|catch|did|does|fulfilled|handler|could|done|finally|may|must|on(?:abort|blur|change|click|close|end|error|load|loadend|message|open|ready|success|timeout)|rejected|should|will|would|multi|original|callback|passport|promisify|promisified|[a-z]\d?)$/;
/** What calls functions, whatever those do: `eachSeries`, `mapLimit`. */
const OF_FUNCTIONS =
  /^(?:(?:concat|each|eachOf|every|filter|map|parallel|reduce|some|times) (?:of )?(?:limit|series)|(?:p|promise) (?:all|each|filter|map|parallel|props|race|reduce|retry|series|settle|waterfall))$/;
/** What works on other things, of which its name says nothing: `StreamSplitter.write(chunk)` writes no splitter. */
const AGENT =
  /^(?:adapter|buffer|builder|cleaner|compiler|consumer|converter|crawler|decoder|dispatcher|downloader|emitter|encoder|executor|exporter|fetcher|formatter|generator|importer|iterator|loader|logger|mailer|mapper|migrator|monitor|parser|producer|publisher|reader|renderer|runner|scheduler|seeder|sender|serializer|splitter|stream|subscriber|tokenizer|tracker|transformer|uploader|validator|watcher|worker|writer)$/;
const DONE_WITH_AGENT = /^(?:call|create|delete|exec|execute|init|invoke|load|perform|register|run|start)$/;

/** Whether a thing is what does it, and not what it is done to. */
export function isAgent(thing: readonly string[], verb: string | undefined): boolean {
  return AGENT.test(thing.at(-1) ?? "") && !DONE_WITH_AGENT.test(verb ?? "");
}

/** What has happened, by which a callback is called: `configLoaded`. */
const HAPPENED = /^(?:closed|completed|connected|done|ended|finished|loaded|opened|received)$/;

/** Whether words say what has happened, as in `deletionQueued`. */
export function hasHappened(words: readonly string[]): boolean {
  return words.slice(1).some((word) => HAPPENED_TO.test(word) || /[^e]ed$/.test(word));
}

/** Names of what runs other work, which say nothing of it: `fetchWithRetry(load)`, `attemptUpdate()`. */
export const RUNNING = /^(?:attempt|perform action|try)\b|\bwith (?:backoff|lock|logging|retry|retries|timeout)$/;

/** What is done about a failure is not what failed: `handleStoreError`. */
const OF_FAILURE = /^(?:handle|on|process)\b.*\b(?:errors?|exceptions?|failures?|rejections?)$/;

/** An option that is a method: `fetchMethod` fetches no method. */
const OF_METHOD = /^(?!call|exec|execute|invoke|run)\w+ method$/;

/** Longer names are a machine's. */
const MOST_WORDS = 8;

/** How something is done, and not to what: `customFetch`. */
const OF_MANNER =
  /^(?:actual|base|basic|cached|common|custom|default|direct|generic|native|original|patched|plain|proxied|raw|real|simple)$/;

/** Whether words can stand behind "could not". */
export function isOperation(words: readonly string[]): boolean {
  const [first, ...others] = words;
  if (first === undefined || words.length > MOST_WORDS || !words.some((word) => word.length > 2)) return false;
  const name = words.join(" ");
  if (NO_VERB.test(first) || OF_FUNCTIONS.test(name) || OF_FAILURE.test(name) || HAPPENED.test(words.at(-1) ?? ""))
    return false;
  if (OF_METHOD.test(name)) return false;
  if (words.length === 1 || /^(?:as|from|has|is|on|then|to|with)$/.test(first)) return !NO_OPERATION.test(first);
  return BARE.test(first) || !LAST_OF_NO_OPERATION.test(others.at(-1) ?? "");
}

/**
 * What is done under a name: `signup` signs up, `findOrThrow` finds. Where it begins with no verb, `jsonToYaml` converts,
 * `allRows` gets, `dataExport` is run, and `jwtVerify` verifies.
 */
export function toDeed(name: readonly string[]): readonly string[] {
  const [or, last = ""] = name.slice(-2);
  const words = /^(?:fail|throw)$/.test(last) && or === "or" ? name.slice(0, -2) : withoutManner(name);
  const [first = "", ...others] = words;
  const parts = PARTED.exec(first);
  if (parts) return [...parts.slice(1).filter(Boolean), ...others];
  if (first === "exists") return ["check", ...others];
  if (first === "final" && others.length === 0) return ["finish", "stream"];
  if (first === "auth" && others.length > 0) return ["authenticate", ...others];
  if (/^(?:cb|fn)$/.test(last) && (words.length > 2 || isVerb(first))) return toDeed(words.slice(0, -1));
  if (/^(?:async|attempt|try)$/.test(first) && isVerb(others[0] ?? "")) return toDeed(others);
  if (first === "async" && others.length > 0) return toDeed(others);
  if (first === "del") return ["delete", ...others];
  if (others.length === 0 && /...ation$/.test(first) && !isVerb(first) && !SPOKEN.test(first)) return ["run", first];
  if (first === "do" && others.length === 1) return others;
  if (/^(?:first|one)$/.test(first) && others.length === 0) return ["get", first];
  if (OF_MANNER.test(first) && others.length === 1 && isVerb(others[0] ?? "")) return others;
  if (first === "random" && others.length > 0) return ["get", ...words];
  if (first === "transaction" || (first === "worker" && others.length > 0)) return ["run", ...words];
  if (first === "webhook") return ["handle", ...words];
  if (words.length === 2 && THING.test(first) && /^(?:current|latest|local|remote)$/.test(last))
    return ["get", last, first];
  if (isConversion(words)) return ["convert", ...words];
  if (words.length === 2 && THING.test(first) && /^(?:decode|encode|parse|sign|validate|verify)$/.test(last))
    return [last, first];
  if (THING.test(first) && words.some((word) => DEED.test(word))) return ["run", ...words];
  if (words.length > 1 && words.every((word) => THING.test(word))) return ["get", ...words];
  if (/^(?:after|before)$/.test(first) && others.length > 1) return ["run", ...words];
  if (words.length === 2 && last === "event" && (THING.test(first) || /^(?:asset|page)$/.test(first)))
    return ["handle", ...words];
  if (/^(?:all|current|every|latest)$/.test(first) && others.length > 0) return ["get", ...words];
  if (isDoneByName(first, others) || /^(?:dynamic|graceful|iterative|recursive)(?:ally|ly)?$/.test(first))
    return toDeed(others);
  if (first === "partial" && isVerb(others[0] ?? "")) return ["partially", ...others];
  if (OF_FUNCTIONS.test(words.join(" "))) return words;
  if (/^safe(?:ly)?$/.test(first) && others.length > 1) return others;
  return isThing(first) && others.length > 0 ? toDeedWith(words) : words;
}

/** `doCreateNetwork`, `handleDeleteOrder`: what is done is named behind it. */
function isDoneByName(first: string, [deed = "", ...others]: readonly string[]): boolean {
  if (first === "handle" && /^(?:create|delete|remove|save|send|update|upload)$/.test(deed)) return true;
  return /^(?:do|execute|handle|perform|run)$/.test(first) && isOnlyVerb(deed) && others.length > 0;
}

/** Without what a name says last of how that is done, or to what: `loadOrderInternal`, `loadOrderWithRetry`, `findOrdersOf`. */
function withoutManner(words: readonly string[]): readonly string[] {
  const size = /\bwith (?:backoff|logging|retr(?:y|ies)|timeout|tracing)$/.test(words.join(" ")) ? 2 : 1;
  const isManner =
    size === 2 || /^(?:by|for|from|helper|impl|in|internal|of|on|to|with|wrapper)$/.test(words.at(-1) ?? "");
  return isManner && words.length > size + 1 && isVerb(words[0] ?? "") ? words.slice(0, -size) : words;
}

/** Whether no deed begins with a word, as far as words are known. */
function isThing(word: string): boolean {
  return NOUN.test(word) || THING.test(word) || !(isVerb(word) || SPOKEN.test(word) || NO_VERB.test(word));
}

/** What a class does that is one deed: `get order` of `GetOrderQuery`, `create order` of `OrderCreateCommand`; `null` for any other. */
export function findDeedOfClass(words: readonly string[]): readonly string[] | null {
  const end = words.length - [...words].reverse().findIndex((word) => !OF_COMMANDS.test(word));
  const deed = words.slice(0, end);
  const [first = "", last = ""] = [deed[0], deed.at(-1)];
  if (deed.length < 2 || hasHappened(deed) || first === "auth") return null;
  if (isVerb(first)) return isOperation(deed) ? deed : null;
  return LAST_VERB.test(last) ? [last, ...deed.slice(0, -1)] : null;
}

/** Classes of which each is one deed. */
const OF_COMMANDS = /^(?:action|case|command|handler|job|mutation|operation|query|task|use|worker)$/;

/** What is done with a thing, where a name begins with it: `oauthAuthorize` authorizes, `notificationsForUser` gets, else it is run. */
function toDeedWith(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? "";
  if (LAST_OF_NO_OPERATION.test(last)) return words;
  if (last === "exists") return ["check", ...words.slice(0, -1)];
  if (HAPPENED_TO.test(last)) return ["handle", ...words];
  if (words.length === 2 && LAST_VERB.test(last)) return [last, ...words.slice(0, -1)];
  return [words.some((word) => SUBJECT.test(word)) || KEPT.test(last) ? "get" : "run", ...words];
}

/** `json to yaml`, `order lines to csv` */
function isConversion(words: readonly string[]): boolean {
  const at = words.indexOf("to");
  if (at < 1 || at === words.length - 1 || DONE_TO.test(words[0] ?? "")) return false;
  return words.length === 3 || FORMAT.test(words.at(-1) ?? "");
}

/** `load order`, `charge`; not `find by id`, `find by code and client`, or `handle get`. */
export function isSpeaking(words: readonly string[]): boolean {
  const by = words.indexOf("by");
  const said = by > 0 ? words.slice(0, by) : words;
  const done = said.length > 1 && said[0] === "handle" ? said.slice(1) : said;
  return done.some((word) => !BARE.test(word) && word !== "patch");
}

/** Names of what things are kept in or reached by, which is itself only connected, started or closed: `redis.set(…)`. */
const TECHNOLOGY =
  /^(?:aws|axios|crud|dataloader|dynamo|dynamodb|elastic|elasticsearch|es|firestore|kafka|knex|mongo|mongodb|mongoose|mysql|pg|postgres|prisma|redis|s3|sequelize|sql|sqlite3?|supabase|v\d+|ws)$/i;
const DONE_TO_TECHNOLOGY =
  /^(?:authenticate|close|connect|create|disconnect|init|initialize|migrate|ping|setup|start|stop)$/;

/** Words without those that only say what holds the thing: `OrdersRepository` is about orders. */
export function toThing(words: readonly string[], verb: string | undefined): string[] {
  const isKeeper = (word: string): boolean => TECHNOLOGY.test(word) && !DONE_TO_TECHNOLOGY.test(verb ?? "");
  return words.filter((word) => word.length > 1 && !VAGUE.test(word) && !isKeeper(word));
}
