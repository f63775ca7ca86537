using System.Text.Json;
using Switchyard.Queue;
using Switchyard.Queue.Benchmarks;

// usage: POSTGRES [REDIS]     answers each line of JSON (a Question) with one (an Answer): a queue of ours, measured by bench/queue.mjs
if (args is not [var postgres, .. var rest])
{
    Console.Error.WriteLine("usage: POSTGRES [REDIS]");
    return 1;
}

await using var store = JobStores.Postgres(postgres, rest.FirstOrDefault(), new QueueOptions { MaxPendingPerTenant = 1_000_000 });
var bench = new QueueBench(store.Jobs, new EmptyTrips(postgres, rest.FirstOrDefault()));
while (await Console.In.ReadLineAsync() is { } line)
{
    var question = JsonSerializer.Deserialize<Question>(line, JsonSerializerOptions.Web)!;
    Console.WriteLine(JsonSerializer.Serialize(await bench.RunAsync(question), JsonSerializerOptions.Web));
}

return 0;
