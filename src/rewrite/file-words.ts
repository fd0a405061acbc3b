import { toWords } from "./words.ts";

/** What a part of a file's name says of what the file is, and not of what it is about. */
const OF_ROLE =
  /^(?:action|api|class|client|command|consumer|controller|cron|dao|db|delete|dev|entity|event|factory|function|get|handler|helpers?|index|job|lambda|lib|listener|middleware|model|module|patch|plugin|post|processor|prod|provider|put|query|repo|repository|resolver|routers?|routes?|schema|server|services?|subscriber|task|types?|use-?case|utils?|v\d+|worker)$/;

/** What a file is about, by its name: `overseas entity` of `overseas.entity.service.ts`, `orders` of `orders.service.ts`. */
export function toFileWords(name: string): string[] {
  const parts = name.replace(/^\d+[-_]/, "").split("."); // the second of `02-send-reminders.ts`
  const said = parts.length > 1 ? parts.slice(0, -1) : parts;
  const about = said.length > 1 && OF_ROLE.test(said.at(-1) ?? "") ? said.slice(0, -1) : said;
  return toWords(about.join("-"));
}
