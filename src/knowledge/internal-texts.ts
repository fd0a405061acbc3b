/** What is said of a failure that nobody who asks can do anything about: that the code is wrong, or that a try has failed. */
const internal =
  /^(?:an? )?(?:internal|unexpected|unhandled|unknown|unreachable|assertion|invariant|illegal state|invalid state|something went wrong|not implemented|expected\b|error (?:while|when|during|in|on|from)|(?:could not|couldn't|unable to|failed to|failure to|failed(?! to\b))\b(?! (?:find|locate|parse|validate|verify|authenticate|log ?in)))|\b(?:not (?:yet )?implemented|not (?:been )?(?:initiali[sz]ed|connected|injected|registered|mocked)|should (?:not|never)|must be (?:called|initiali[sz]ed|used|wrapped|overridden|implemented)|never happen|unreadable|corrupt(?:ed)?|inconsistent|environment variable|env var|process\.env|timed? ?out|unreachable|(?:request|query|connection|call) failed)\b/i;

/** Whether a text that is thrown says nothing to whoever asks, but to those who run the service. */
export function isInternalText(text: string): boolean {
  return internal.test(text) && !/\b(?:not found|no such|does not exist|doesn't exist|already)\b/i.test(text);
}
