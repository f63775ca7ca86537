-- Takes the jobs that are to go first and that the worker can do.
-- KEYS: classes, taken. ARGV: prefix of the ready sets, count, aged, now in ms, kinds and labels of the worker, each as ",a,b,".
local prefix, count, aged, now, kinds, labels = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], ARGV[5], ARGV[6]

-- A kind of the worker's that ends with an asterisk stands for all that begin with what is before it.
local function does(kind)
  if kinds == ',' or string.find(kinds, ',' .. kind .. ',', 1, true) then return true end
  for beginning in string.gmatch(kinds, ',([^,*]*)%*') do
    if string.sub(kind, 1, #beginning) == beginning then return true end
  end
  return false
end

local function suits(class)
  local kind, asked = string.match(class, '^([^|]*)|(.*)$')
  if not does(kind) then return false end
  for label in string.gmatch(asked, '[^,]+') do
    if not string.find(labels, ',' .. label .. ',', 1, true) then return false end
  end
  return true
end

local classes = {}
for _, class in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if suits(class) then
    classes[#classes + 1] = class
  end
end

local function head(priority, class)
  local key = prefix .. priority .. ':' .. class
  local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
  if #first == 0 then return nil end
  return { key = key, id = first[1], rank = tonumber(first[2]) }
end

local ids = {}
local function take(job)
  redis.call('ZREM', job.key, job.id)
  redis.call('ZADD', KEYS[2], now, job.id)
  ids[#ids + 1] = job.id
end

-- The identifiers begin with the time: the least is the oldest.
for _ = 1, aged do
  local oldest
  for priority = 0, 3 do
    for _, class in ipairs(classes) do
      local job = head(priority, class)
      if job and (not oldest or job.id < oldest.id) then oldest = job end
    end
  end
  if not oldest then break end
  take(oldest)
end

for priority = 3, 0, -1 do
  while #ids < count do
    local first
    for _, class in ipairs(classes) do
      local job = head(priority, class)
      if job and (not first or job.rank < first.rank or (job.rank == first.rank and job.id < first.id)) then first = job end
    end
    if not first then break end
    take(first)
  end
end

-- A class that has nothing left is not looked at again until it has.
for _, class in ipairs(classes) do
  local left = 0
  for priority = 0, 3 do left = left + redis.call('EXISTS', prefix .. priority .. ':' .. class) end
  if left == 0 then redis.call('SREM', KEYS[1], class) end
end

return ids
