const meters =
  /(?:(?:^|[_$#])(?:metrics?|statsd|telemetry|counters?|histograms?|gauges?)|(?:^|[a-z_$#])(?:Metrics?|Statsd|Telemetry|Counters?|Histograms?|Gauges?))(?:Service|Client)?$/;
const counting =
  /^(?:add|count|dec|decrement|distribution|gauge|histogram|inc|incr|increment|observe|record|set|time|timing)(?![a-z])/;
const recorders = /^record(?:Count|Counter|Distribution|Gauge|Histogram|Increment|Metric|Timing)$/;

/** Whether the names of a call say that it counts or measures something: `metrics.increment(…)`, `recordIncrement(…)`. */
export function isMeterName(receiver: string | null, method: string): boolean {
  return recorders.test(method) || (receiver !== null && meters.test(receiver) && counting.test(method));
}
