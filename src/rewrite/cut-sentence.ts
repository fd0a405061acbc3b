/** Stands where something was cut out. */
export const CUT = "\uE000";
/** Stands where what was cut out is of the error. */
export const ERROR = "\uE001";

/** What a letter is: `\p{L}` takes milliseconds to compile, and again each time that nobody has needed it for long. */
const LETTER = String.raw`A-Za-z\u00C0-\u1FFF\u3040-\uD7FF`;

/** A text without its cuts, and without what they leave behind that says nothing alone; `null` if it is odd then. */
export function toSentence(text: string): string | null {
  const framed = text
    .replace(/\s+/g, " ")
    .replace(/\uE000[-./:@|][\uE000\uE001]/g, CUT)
    .replace(/\b[\w.]+=[\uE000\uE001]/g, CUT)
    .replace(LABELLED_LIST, "")
    .replace(LED_UP_BY_ID, ` ${CUT}`)
    .replace(/\uE001/g, CUT)
    .replace(LABEL, CUT)
    .replace(/,? (?:failed )?with (?:the )?(?:id|key|name|code|status(?: code)?):? ["'`]?\uE000["'`]?/g, ` with ${CUT}`)
    .replace(/\uE000(?:ms|s|m|h|%|[kKMG]?B)\b/g, CUT)
    .replace(/(["'`])\uE000\1|\[\uE000\]|<\uE000>|\{\uE000\}|#\uE000/g, CUT)
    .replace(/\((?:[\w.]+:? ?)?\uE000(?:[,;]? (?:and )?(?:[\w.]+:? ?)?\uE000)*\)/g, CUT);
  if (IN_A_WORD.test(framed) || LOST_SUBJECT.test(framed)) return null;
  const left = framed
    .replace(LED_UP, "")
    .replace(/(?:[,;:(]| [-–—]| and)?(?<!\s)\s*\uE000(?=\s*[,;:]|\s*$)/g, "")
    .replace(BEHIND_ARTICLE, (_, article: string, next: string) => {
      return /[aeio]/i.test(next) ? `${article}n ` : `${article} `;
    })
    .replace(/(?<!\s)\s*\uE000/g, "")
    .replace(/(?<! ) +([,;:.)])/g, "$1")
    .replace(/^[\s:;,.–—-]+/, "");
  const sentence = trimEnd(left).replace(/\s+/g, " ");
  if (text.includes(CUT) && WITHOUT_OBJECT.test(sentence)) return null;
  return isOdd(sentence) || LEFT_OPEN.test(sentence) || (sentence.match(WORDS) ?? []).length < 2 ? null : sentence;
}

/** What is missing is what was cut out: `set-up failed: missing ${key}`. */
const LEFT_OPEN =
  /(?:[:;,]| [-–—]) (?:duplicate|expected|got|invalid|missing|received|unexpected|unknown|unsupported)$/i;

/** What was being done is said, and to what was cut out: `Error writing ${kind} ${id}`. */
const WITHOUT_OBJECT = /^(?:an? )?(?:error|failure|problem) (?:in |on |when |while )?\w+ing$/i;

/** Nothing but names and what they stood for, at the end: `, order id 1, line 2`. */
const LABELLED_LIST = new RegExp(
  String.raw`[,;] ?(?:and )?(?:(?:[${LETTER}]+ ){0,3}(?:id|key|name|code|status|type|slug|url|path)s?:? ["'\x60]?\uE000["'\x60]?(?:[,;]? ?(?:and )?|$))+$`,
  "i",
);

/** `order id 1` at the end, but neither `by external id 1` nor what stands in front of the error's own text. */
const LED_UP_BY_ID = new RegExp(
  String.raw`(?<!\b(?:such|no|invalid|unknown|missing|duplicate|by(?: [${LETTER}]{1,30})?)) id[:=]? ?["'\x60]?\uE000["'\x60]?(?=[ .:;,–—-]{0,4}\uE001?[ .]?$)`,
  "gi",
);

/** A name in front of what it stood for, amid a sentence: `order id: 1 not found`, `no job for orderId 1 is left`. */
const LABEL = new RegExp(
  [
    String.raw`(?<=[${LETTER}] )(?<!\b(?:an?|by|for|its|no|of|or|such|the|to|with|invalid|unknown|missing|duplicate) )(?:id|key|name): ?`,
    String.raw`(?:(?<=\b(?:at|by|for|from|in|of|on|to|with) )|^)[${LETTER}]+(?:Id|Key|Name|Code|Slug|Url):? `,
  ]
    .map((label) => String.raw`(?:${label})["'\x60]?\uE000["'\x60]?(?= [${LETTER}])`)
    .join("|"),
  "g",
);

/** A preposition, and the cut that it led up to, where nothing of its phrase is left: `after 30 ms`, `to x for y`. */
const LED_UP =
  / (?:of|for|from|to|with|by|at|in|on|after|before|within|into|as|via|than)\s*\uE000(?= (?:of|for|from|to|with|by|at|in|on|after|before|within|into|as|via|and|or|because|is|was|are|were|has|have|had|do|does|did|not|already|can|cannot|could|may|must|should|failed)\b|\s*[,;:.]|\s*$)/g;

/** Nothing is left of what the rest is about: `${value} could not be parsed`. */
const LOST_SUBJECT =
  /(?:^|: )(?=\W*\uE000)\W* (?:is|was|are|were|has|have|had|do|does|did|can|cannot|could|must|should|will|would|may|needs?|not|already|failed)\b/;

const IN_A_WORD = new RegExp(String.raw`[${LETTER}\d_]\uE000|\uE000(?:[${LETTER}\d_]|['’][${LETTER}])`);
const BEHIND_ARTICLE = new RegExp(String.raw`\b([Aa])n? \uE000 (?=([${LETTER}]))`, "g");
const WORDS = new RegExp(String.raw`[${LETTER}]{2,}`, "g");
const QUOTES_AROUND = new RegExp(String.raw`(?<![${LETTER}])'|'(?![${LETTER}])`, "g");

function isOdd(text: string): boolean {
  const quotes = text.match(QUOTES_AROUND) ?? [];
  const isOpen = text.split("(").length !== text.split(")").length || quotes.length % 2 === 1;
  return isOpen || /\( |(["'`])\1|[([{<][)\]}>]|[,;:][)\]]|[([][,;:]|[,;:]{2}|=(?:\s|$)/.test(text);
}

/** Without separators, and words that led up to what is gone. */
function trimEnd(text: string): string {
  const trimmed = text
    .replace(/(?<![\s:;,.(=–—-])[\s:;,.(=–—-]+$/, "")
    .replace(
      /(?:[:;,.] ?| [-–—] )(?:HTTP|(?:(?:HTTP|inner|last|original) )?(?:reason|error|message|details?|cause|got|status(?: code)?))$/i,
      "",
    )
    .replace(/ (?:of|for|from|to|with|by|at|in|on|after|because|due to|the|a|an|named|called|and|is|was)$/i, "");
  return trimmed === text ? text : trimEnd(trimmed);
}
