/** What names of functions begin with where they say what is done, and what such a word may begin with itself. */
const VERBS = new Set(
  `abort accept access ack acknowledge acquire activate adapt add adjust adopt advance aggregate align allocate allow
  alter amend analyse analyze annotate announce anonymize answer append apply approve archive arrange ask assemble
  assert assess assign associate assume assure attach attempt audit augment authenticate authorise authorize auto await
  back backdate backfill backup balance ban batch begin benchmark bill bind blacklist block book boot bootstrap borrow
  break bridge broadcast browse buffer build bulk bump bundle burn buy calculate call cancel capture cascade cast censor
  challenge change charge check chmod choose chown chunk claim classify clean cleanse clear click clone close collapse
  collate collect combine commit compact compare compile complete compose compress compute concat concatenate configure
  confirm connect consolidate construct consume contact continue convert copy correct correlate count cover crawl create
  credit crop cut debug decide declare decline decode decompress deconstruct decorate decrease decrement decrypt deduce
  deduplicate deep defer define deflate delay delegate delete deliver demote deny deploy deprecate dereference derive
  describe deselect deserialise deserialize destroy detach detect determine diff digest disable discard disconnect
  discover dispatch display dispose dissociate dissolve distribute divide do download draft drag drain draw drop dump
  duplicate echo edit eliminate embed emit empty enable encode encrypt end enforce enhance enqueue enrich enroll ensure
  enter enumerate erase escalate escape establish estimate evaluate evict examine exchange exclude execute exit expand
  expect expire explain explore export expose extend extract fail fall favorite fetch fill filter finalise finalize find
  finish fire fix flag flatten flip flush fold follow force fork format forward freeze fulfil fulfill gather generate
  get give go goto grab grant group grow guarantee guess halt handle hard hash heal hide highlight hire hoist hold hook
  hydrate identify ignore implement import improve include increase increment index infer inflate inform ingest inherit
  init initialise initialize initiate inject insert inspect install instantiate instrument integrate intercept
  interpolate interpret interrupt introspect invalidate invite invoke issue iterate join jump keep kick kill label
  launch lazy leave lift limit link list listen load localise localize locate lock log look loop lower mail maintain
  make manage map mark markup mask match materialise materialize measure memoize merge migrate mint mirror mix mock
  modify monitor mount move multiply mutate mute navigate negotiate nest normalise normalize notify nudge observe obtain
  offer omit onboard open optimise optimize organize overlay override pack paginate parse partition pass paste patch
  pause pay peek perform permit persist pick pin ping pipe place plan play plot poll pop populate post predict prefetch
  prefill prefix preload prep prepare prepend present preserve prevent preview prime print prioritise prioritize probe
  proceed process produce promote prompt propagate propose protect provide provision proxy prune publish pull pump
  purchase purge push put query queue quit quote raise randomize rank reach react read rebase receive reclaim recognise
  recognize recommend reconcile record recover recreate recurse recycle redeem redirect reduce refine reflect refresh
  refund refuse register reject relay release reload remember remind remove rename render renew reorder repair repeat
  replace replay reply report request require rerun reschedule reserve reset resize resolve respond restart restore
  restrict resume retain retrieve retry return reveal revert review revise revive revoke rewrite roll rotate route run
  sample sanitise sanitize save scale scan schedule scrape scroll scrub seal search secure seed seek segment select sell
  send separate serialise serialize serve set settle setup shape shard share shift ship show shuffle shut sign simplify
  simulate skip slice snapshot soft solve sort spawn specify spend split stage stamp star start stash stay step stitch
  stop store stream stringify strip stub submit subscribe substitute subtract suggest summarise summarize supply support
  suppress suspend swap switch sync synchronise synchronize tag take takedown talk tear tell terminate test throttle
  throw toggle tokenise tokenize touch trace track train transcode transcribe transfer transform translate transmit
  transpile trash traverse trigger trim truncate try tune turn unblock unfurl unify unzip update upgrade upload upsert
  use vacuum validate verify view visit vote wait wake walk warm warn watch whitelist wipe withdraw wrap write yield zip`.split(
    /\s+/,
  ),
);
const AGAIN = /^(?:co|de|dis|down|mis|out|over|pre|re|sub|un|under|up)(?=.{3})/;

/** Whether a word can say what is done: `load`, `reload`, `prioritize`. */
export function isVerb(word: string): boolean {
  const lower = word.toLowerCase();
  return VERBS.has(lower) || VERBS.has(lower.replace(AGAIN, "")) || /...(?:i[sz]e|ify)$/.test(lower);
}

/** Whether a word says what is done wherever a name has it: `create`, and not `order`. */
export function isOnlyVerb(word: string): boolean {
  return ONLY_VERB.test(word);
}

const ONLY_VERB =
  /^(?:add|apply|assign|calculate|compute|convert|create|delete|destroy|determine|disable|enable|ensure|execute|fetch|find|generate|get|handle|insert|is|load|make|parse|perform|prepare|publish|read|remove|render|resolve|retrieve|run|save|send|serve|submit|update|upsert|validate|verify|write)$/;
