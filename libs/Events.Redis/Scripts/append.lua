-- Appends a bridge's events to the stream as one entry, each once: where the answer to a former attempt was lost, what it appended is left out.
-- KEYS: the stream; the number of the bridge's last event in it; of each entry its id and how many events were ever appended with it.
-- ARGV: the bridge; the number of its first event here; how many events there are; how many the stream keeps; the channel of wake-ups; the events, one a line.
-- Returns how many were appended.
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
local first = tonumber(ARGV[2])
local count = tonumber(ARGV[3])
local known = math.min(math.max(last - first + 1, 0), count)
if known < count then
  local begin = 1
  for _ = 1, known do
    begin = string.find(ARGV[6], '\n', begin, true) + 1
  end
  local id = redis.call('XADD', KEYS[1], '*', 'bridge', ARGV[1], 'number', string.format('%d', first + known), 'events', string.sub(ARGV[6], begin))
  last = first + count - 1

  -- Entries have few events or many, so that it is events that are counted. An entry goes when as many as are to be kept have come after it.
  local function totalOf(place)
    return tonumber(string.match(redis.call('LINDEX', KEYS[3], place) or '0', '%d+$'))
  end
  local total = totalOf(-1) + count - known
  redis.call('RPUSH', KEYS[3], id .. ' ' .. string.format('%d', total))
  local isCut = false
  while total - totalOf(0) >= tonumber(ARGV[4]) do
    redis.call('LPOP', KEYS[3])
    isCut = true
  end
  if isCut then
    redis.call('XTRIM', KEYS[1], 'MINID', '~', string.match(redis.call('LINDEX', KEYS[3], 0), '^%S+'))
  end
  redis.call('PUBLISH', ARGV[5], ARGV[1])
end
redis.call('SET', KEYS[2], string.format('%d', last), 'EX', 86400)
return count - known
