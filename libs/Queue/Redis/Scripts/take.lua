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

local function key(priority, class) return prefix .. priority .. ':' .. class end

local ids = {}

-- The identifiers begin with the time: the least is the oldest.
for _ = 1, aged do
  local oldest
  for priority = 0, 3 do
    for _, class in ipairs(classes) do
      local id = redis.call('ZRANGE', key(priority, class), 0, 0)[1]
      if id and (not oldest or id < oldest.id) then oldest = { key = key(priority, class), id = id } end
    end
  end
  if not oldest then break end
  redis.call('ZREM', oldest.key, oldest.id)
  ids[#ids + 1] = oldest.id
end

-- Each class gives its first, in order; those that go first among them all are the first of their classes.
for priority = 3, 0, -1 do
  local needed = count - #ids
  if needed <= 0 then break end
  local jobs = {}
  for _, class in ipairs(classes) do
    local found = redis.call('ZRANGE', key(priority, class), 0, needed - 1, 'WITHSCORES')
    for i = 1, #found, 2 do jobs[#jobs + 1] = { key = key(priority, class), id = found[i], rank = tonumber(found[i + 1]) } end
  end
  if #classes > 1 then
    table.sort(jobs, function(a, b) return a.rank < b.rank or (a.rank == b.rank and a.id < b.id) end)
  end
  local taken = {}
  for i = 1, math.min(needed, #jobs) do
    ids[#ids + 1] = jobs[i].id
    taken[jobs[i].key] = (taken[jobs[i].key] or 0) + 1
  end
  for set, number in pairs(taken) do redis.call('ZREMRANGEBYRANK', set, 0, number - 1) end
end

for _, id in ipairs(ids) do redis.call('ZADD', KEYS[2], now, id) end

-- A class that has nothing left is not looked at again until it has.
if #ids < count then
  for _, class in ipairs(classes) do
    local left = 0
    for priority = 0, 3 do left = left + redis.call('EXISTS', key(priority, class)) end
    if left == 0 then redis.call('SREM', KEYS[1], class) end
  end
end

return ids
