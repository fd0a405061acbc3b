/** Words that speak of a secret or a person wherever they stand in a name. */
const words: ReadonlySet<string> = new Set([
  "password",
  "passwd",
  "passphrase",
  "passcode",
  "passport",
  "pwd",
  "secret",
  "token",
  "jwt",
  "bearer",
  "authorization",
  "credential",
  "cookie",
  "session",
  "sessionid",
  "csrf",
  "xsrf",
  "otp",
  "totp",
  "salt",
  "apikey",
  "apisecret",
  "accesskey",
  "privatekey",
  "dsn",
  "email",
  "phone",
  "telephone",
  "msisdn",
  "iban",
  "pin",
  "cvv",
  "cvc",
  "ssn",
  "dob",
  "birthday",
  "birthdate",
  "surname",
  "firstname",
  "lastname",
  "fullname",
  "username",
]);

/** Neighbours that do so only together. */
const pairs: ReadonlySet<string> = new Set([
  "api key",
  "access key",
  "private key",
  "secret key",
  "signing key",
  "encryption key",
  "master key",
  "auth header",
  "connection string",
  "e mail",
  "card number",
  "credit card",
  "debit card",
  "account number",
  "routing number",
  "mobile number",
  "security code",
  "social security",
  "tax id",
  "national id",
  "birth date",
  "first name",
  "last name",
  "full name",
  "maiden name",
  "user name",
  "home address",
  "street address",
  "postal address",
  "billing address",
  "shipping address",
]);

/** Words that turn a name into a fact about the secret: `maxTokens`, `isEmailVerified`, `passwordLength`. */
const measures: ReadonlySet<string> = new Set([
  "is",
  "has",
  "should",
  "can",
  "count",
  "max",
  "min",
  "total",
  "limit",
  "length",
  "enabled",
  "verified",
  "required",
  "type",
  "expiry",
  "expire",
  "expiration",
  "ttl",
]);

/** Whether an identifier's name, read word by word, speaks of a secret or a person: `apiKey`, `user_email`; not `pinned`. */
export function isSensitiveName(name: string): boolean {
  const parts = toWords(name);
  if (parts.some((part) => measures.has(part))) return false;
  return parts.some((part, index) => words.has(part) || pairs.has(`${part} ${parts[index + 1] ?? ""}`));
}

/** `"userAPIKeys"` → `["user", "api", "key"]`: lower case, in the singular where that is longer than two letters. */
function toWords(name: string): readonly string[] {
  const parts = name.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z]+/);
  return parts.map((part) => part.toLowerCase().replace(/^([a-z]{2,}[^s])s$/, "$1"));
}
