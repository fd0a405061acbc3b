import { isOnlyVerb, isVerb } from "./verbs.ts";

/**
 * Whether "could not " and these words say to everybody what failed: a verb, what it is done to, and nothing of how the code does
 * it. A name that is read otherwise is one that only a person can put into words.
 */
export function isPlainWording(words: readonly string[]): boolean {
  const [verb = "", ...others] = words;
  if (SOLE.test(words.join(" "))) return true;
  if (MODIFIER.test(verb)) return isPlainWording(others);
  if (!isVerb(verb) || NEVER_SAID.test(verb)) return false;
  const rest = isParticle(verb, others[0]) ? others.slice(1) : others;
  return rest.length > 0 && !isGarbled(words) && !isOfCode(verb, rest) && !isTwisted(verb, rest) && isAbout(verb, rest);
}

/** What is complete with no object. */
const SOLE =
  /^(?:authenticate|authori[sz]e|listen|log (?:in|out)|reconnect|roll back|shut down|sign (?:in|out|up)|start up|tear down)$/;
/** How something is done, in front of what is. */
const MODIFIER = /^(?:batch|bulk|deep|force|hard|partially|soft)$/;
/** What may be a verb, but tells how code is arranged, or how it speaks HTTP. */
const NEVER_SAID =
  /^(?:assert|assume|attempt|auto|await|call|cover|do|error|exec|expect|fail|group|guarantee|hook|lazy|listen|loop|mock|origin|params?|perform|put|request|require|retry|stub|throw|try|use|wait)$/;

function isParticle(verb: string, next = ""): boolean {
  return PARTICLES.has(`${verb} ${next}`);
}

const PARTICLES = new Set([
  ...["back up", "clean up", "fall back", "log in", "log out", "look up", "roll back", "set up", "shut down"],
  ...["sign in", "sign out", "sign up", "spin up", "start up", "tear down"],
]);

/** Letters on their own, abbreviations of code, and what was one word before it was divided. */
function isGarbled(words: readonly string[]): boolean {
  return words.some((word, index) => {
    const isLetters = /^[b-df-hj-np-tv-xz]{2,}$/.test(word) && !SPELT.test(word);
    const isDivided = index > 0 && DIVIDED.test(`${words[index - 1] ?? ""} ${word}`);
    return isLetters || isDivided || /^[A-Za-z]$/.test(word) || /^[A-Z]{7,}/.test(word) || SHORTENED.test(word);
  });
}

/** Acronyms that everybody reads. */
const SPELT =
  /^(?:bcc|cc|cdn|cms|crm|css|csv|db|dbs|dlq|dns|dm|dms|ftp|gpg|grpc|hls|html|http|https|jpg|js|jwt|jwts|kms|lb|llm|llms|mcp|mfa|mp|mqtt|nft|nfts|npm|pdf|pdfs|pgp|php|png|pr|prs|rpc|rss|sdk|sftp|sms|smtp|sql|ssh|ssl|ssr|svg|tcp|tls|ts|tts|tx|txs|txt|tv|vm|vms|vpc|vpn|ws|xls|xml|xslt)$/;
const SHORTENED =
  /^(?:arr|btn|cb|cfg|construtor|ctx|cur|dest|elt|evt|ex|fn|fns|func|funcs|idx|impl|msg|msgs|notif|notifs|num|obj|objs|pkg|pkgs|prev|ptr|qry|req|res|src|str|struct|tmp|un|util|utils|val|vals|var|vars)$/;
const DIVIDED =
  /^(?:(?:open (?:ai|api|id)|my sql|tik tok|whats app|linked in|h captcha|re captcha|key cloak|io t|you tube|hub spot|click house|duck db|rabbit mq|send grid|oauth2 client|[a-z]+ s ql|by(?:id|key|name|title))|[a-z]+\d (?:fa|go)|[a-z]+ by(?:id|key|name|title|email))$/i;

/** What a name says of how it is coded: `cleanup function`, `compliance controller`, `get folders query`, `with retry`. */
function isOfCode(verb: string, rest: readonly string[]): boolean {
  if (rest.some((word) => MECHANISM.test(word) || FAILING.test(word))) return true;
  if (rest.some((word) => PART_OF_CODE.test(word)) && !/^(?:load|register)$/.test(verb)) return true;
  return STATEMENT.test(rest.at(-1) ?? "") && !/^(?:build|compile|parse|prepare|run|send)$/.test(verb);
}

const MECHANISM =
  /^(?:adapter|async|awaited|axios|backoff|callbacks?|client side|constructors?|controllers?|coroutine|decorator|express|facade|factory|fallback|got|helpers?|impl|inner|interceptors?|internals?|iterator|knex|lambda fn|mongoose|mutators?|observers?|operations?|outer|prisma|promised|promises?|reducer|retr(?:y|ies)|server side|singletons?|super|superagent|this|trampoline|wrapped|wrappers?|wreck|yargs)$/;
const FAILING = /^(?:errors?|exceptions?|fail|fails|failures?|rejections?|throw|throws)$/;
const PART_OF_CODE =
  /^(?:endpoint handler|functions?|handlers?|hooks?|listeners?|middlewares?|methods?|processors?|resolvers?|routes?|runners?|services?)$/;
const STATEMENT = /^(?:case|command|commands|mutations?|quer(?:y|ies))$/;

/** Words that do not go together: a verb behind another one, what has happened, the same thing twice. */
function isTwisted(verb: string, rest: readonly string[]): boolean {
  const last = rest.at(-1) ?? "";
  const root = verb.slice(0, Math.max(4, verb.length - 1));
  const isTwice = rest.some((word, index) => rest.indexOf(word) < index || (verb.length > 3 && word.startsWith(root)));
  const isTitle = MOSTLY_NOUN.test(verb) && /^(?:count|details|info|stats|status)$/.test(last);
  const isPast = /^(?:handle|run)$/.test(verb) ? rest.some(hasPassed) : hasPassed(last);
  return isVerbAmong(verb, rest) || isTwice || isTitle || isPast || DOING.test(rest[0] ?? "") || LEADING.test(last);
}

/** `get list builds`, `check can read`: a verb behind another one, which no `and` or `to` joins. */
function isVerbAmong(verb: string, rest: readonly string[]): boolean {
  if (/^(?:can|has|is|should)$/.test(rest[0] ?? "") || (verb === "get" && rest[0] === "list")) return true;
  return rest.some(
    (word, index) => isOnlyVerb(word) && word !== "is" && !/^(?:and|or|then|to)$/.test(rest[index - 1] ?? ""),
  );
}

const MOSTLY_NOUN =
  /^(?:access|answer|block|book|buffer|challenge|charge|claim|contact|credit|document|draft|fire|grant|group|hash|image|index|issue|label|limit|link|list|log|mail|map|mark|match|monitor|order|page|plan|pool|post|process|profile|project|proxy|query|queue|quote|rank|record|report|request|review|route|sample|scale|schedule|seed|segment|stage|star|step|store|stream|supply|support|tag|test|trace|track|transfer|trash|view|visit)$/;
const DOING =
  /^(?:creat|delet|fetch|gett|load|mak|process|refresh|remov|runn|sav|send|sett|start|stopp|sync|updat|validat|wait|writ)ing$/;
const LEADING =
  /^(?:and|as|at|before|by|can|exists?|for|from|if|is|of|on|or|recursively|safely|silently|than|the|then|to|when|where|with)$/;

function hasPassed(word: string): boolean {
  return /^(?:begun|broken|built|done|found|gone|lost|made|seen|sent|withdrawn)$/.test(word) || /[^e\W]ed$/.test(word);
}

/** Whether something is named that is done, of which more is said than what every program has. */
function isAbout(verb: string, rest: readonly string[]): boolean {
  if (/^(?:execute|run)$/.test(verb))
    return RUN.test(rest.at(-1) ?? "") && (rest.length > 1 || RUN_ALONE.test(rest[0] ?? ""));
  const at = rest.findIndex((word) => QUALIFYING.test(word));
  const object = at < 0 ? rest : rest.slice(0, at);
  if (at === 0) return GOVERNED.test(`${verb} ${rest[0] ?? ""}`) && rest.slice(1).some((word) => !EMPTY.test(word));
  const joined = Math.max(object.lastIndexOf("and"), object.lastIndexOf("or"));
  const then = object.slice(joined + 1).filter((word) => word !== "then");
  if (joined >= 0 && isVerb(then[0] ?? "")) return isPlainWording(then);
  return isTelling(verb, object);
}

const QUALIFYING =
  /^(?:across|after|against|around|as|at|before|between|by|during|for|from|if|in|into|of|on|per|that|through|to|unless|using|via|when|where|whether|while|with|within|without)$/;
/** Verbs that need no object in front of these. */
const GOVERNED =
  /^(?:(?:add|append|connect|convert|deploy|export|listen|log in|migrate|navigate|publish|push|redirect|reset|revert|subscribe|switch|upgrade|upload|write) (?:in)?to|(?:apply|check|poll|search) for|authenticate with|connect with|(?:disconnect|download|import|load|read|recover|remove|restore|unsubscribe) from)$/;

function isTelling(verb: string, object: readonly string[]): boolean {
  const said = object.filter((word) => !EMPTY.test(word));
  const last = said.at(-1) ?? "";
  if (said.length === 0) return false;
  if (PLACE.test(last) && (TAKING.test(verb) ? object.length === 1 : GIVING.test(verb))) return false;
  if (verb === "post") return POSTED.test(last);
  if (verb === "handle") return HANDLED.test(last);
  return !/^(?:execute|invoke|make|manage|process|send|trigger)$/.test(verb) || said.some((word) => !WORK.test(word));
}

/** Words that say nothing of a thing by themselves. */
const EMPTY =
  /^(?:a|actual|again|all|and|any|app|application|array|available|base|batch|body|bulk|bytes|char|checked|chunks?|clean|current|data|default|directly|existing|external|filtered|final|first|force|fresh|full|generic|http|info|inner|input|instance|internal|json|last|latest|list|local|main|many|mode|model|module|multi|multiple|my|new|once|several|next|node|none|normal|now|object|objects|obj|old|on|one|options|or|original|output|payload|previous|raw|real|remote|result|results|run|self|set|single|specific|step|stream|stuff|system|test|the|thing|things|type|unhandled|unit|value|values|workers?)$/;
const TAKING = /^(?:fetch|get|list|read)$/;
const GIVING = /^(?:download|insert|publish|push|save|send|store|upload|write)$/;
const PLACE =
  /^(?:bucket|cache|cdn|cloud|cors|bridge|chat|database|db|DB|disk|dynamo|ECR|ftp|FTP|kafka|queue|redis|s3|S3|server|smtp|SMTP|socket|storage|tcp|telegram|TCP|udp|UDP)$/;
const POSTED =
  /^(?:comments?|images?|messages?|news|photos?|questions?|reactions?|replies|reply|reviews?|status|tweets?)$/;
const HANDLED = /^(?:messages?|notifications?|orders?|payments?|uploads?|webhooks?)$/;
const RUN =
  /^(?:backups?|benchmarks?|checks?|commands?|exports?|imports?|jobs?|lookups?|migrations?|pipelines?|quer(?:y|ies)|scans?|scripts?|seeds?|tasks?|tests?|verification|workflows?)$/;
const RUN_ALONE = /^(?:jobs|migrations|scripts|seeds|tests|workflows?)$/;
/** What runs in every program. */
const WORK =
  /^(?:actions?|audio|blocks?|call|child|clients|code|commands?|components?|entry|events?|files?|headers|jobs?|labels?|lines?|meta|methods?|modules?|operations?|plan|plugins?|process|programs?|projects|providers?|queue|requests?|responses?|results?|retrieve|rules?|save|scripts?|sdk|search|setup|sync|tasks?|tools?|transactions?|updates?|validations?|zip|zipper)$/;
