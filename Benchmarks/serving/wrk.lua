-- Posts $BENCH_BODY where there is one, and prints what came of it on one line of JSON; times in microseconds.

function init()
    local body = os.getenv("BENCH_BODY")
    if body then
        wrk.method, wrk.body = "POST", body
        wrk.headers["Content-Type"] = "application/json"
    end
end

function done(summary, latency)
    local errors = summary.errors
    print(string.format(
        '{"requests": %d, "duration": %d, "refused": %d, "broken": %d, "p50": %d, "p99": %d}',
        summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50), latency:percentile(99)))
end
