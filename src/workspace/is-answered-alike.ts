import type { Ask } from "./file-contribution.ts";
import type { NamedBecoming } from "./manner.ts";

/** What the generated class has that a plain `Error` has not, or has otherwise. */
const own = new Set([
  ...["code", "status", "fault", "severity", "retryable", "expected", "context", "publicMessage"],
  ...["name", "message", "stack", "cause", "constructor", "toString"],
]);

/**
 * Whether a question has the same answer once a plain `Error` is one of the generated class: it is of no other class, and has no
 * other member. What a test expects of another text is asked by itself; `isRetold`: it has one, which everybody else may ask.
 */
export function isAnsweredAlike(
  { class: of, member, fallback, isOfOther, isText }: Ask,
  { becomes, isRetold }: { readonly becomes: NamedBecoming; readonly isRetold: boolean },
): boolean {
  if (of ?? isOfOther) return true;
  // what is made of another error may say what that says, which no text of the file tells
  if (isText) return !isRetold || becomes.code !== null;
  if (member?.name === "message") return !isRetold;
  if (!member) return false;
  if (!own.has(member.name)) return true;
  if (fallback) return fallback.of === "status" && fallback.answered === becomes.status;
  return member.values?.every((value) => isOther(member.name, value, becomes)) ?? false;
}

/** Whether a member has another value both before and afterwards. */
function isOther(name: string, value: string, { code, status, names }: NamedBecoming): boolean {
  switch (name) {
    case "code":
      return code !== null && value !== code;
    case "status":
      return status !== null && value !== String(status);
    case "name":
      return !names.includes(value);
    default:
      return false;
  }
}
