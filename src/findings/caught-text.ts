/** What a text has in it where an error may be caught, or a Result holds one: one filter for all rules that ask what becomes of it. */
export const caughtText = /catch|reject|err|neverthrow|\.\s*then\b/i;
