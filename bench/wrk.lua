-- Asks for the paths of the environment in turn and prints one line of JSON at the end.
local paths, place = {}, 0

function init()
  for path in os.getenv("BENCH_PATHS"):gmatch("%S+") do paths[#paths + 1] = path end
end

function request()
  place = place % #paths + 1
  return wrk.format(nil, paths[place])
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "bytes": %d, "p50": %f, "p95": %f, "refused": %d, "broken": %d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout
  ))
end
