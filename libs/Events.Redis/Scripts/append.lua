-- Appends a bridge's events to the stream, each once: where the answer to a former attempt was lost, what it appended is left out.
-- KEYS: the stream; the number of the bridge's last event in it.
-- ARGV: the bridge; the number of its first event here; how many events the stream keeps; the channel of wake-ups; the events.
-- Returns how many were appended.
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
local first = tonumber(ARGV[2])
local appended = 0
for i = 5, #ARGV do
  local number = first + i - 5
  if number > last then
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '*', 'bridge', ARGV[1], 'number', string.format('%d', number), 'event', ARGV[i])
    last = number
    appended = appended + 1
  end
end
redis.call('SET', KEYS[2], string.format('%d', last), 'EX', 86400)
if appended > 0 then
  redis.call('PUBLISH', ARGV[4], ARGV[1])
end
return appended
