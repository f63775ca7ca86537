using System.Text.Json;
using Switchyard.Agents.Benchmarks;
using Switchyard.Agents.Benchmarks.Events;
using Switchyard.Agents.Benchmarks.Runs;

// usage: hooks | bus | redis HOST:PORT                       prints what it measured, as JSON
//        memory | file FOLDER | postgres CONNECTION          answers each line of JSON (a Question) with one (an Answer): graphs of ours, measured by bench/agents.mjs
object? measured = args switch
{
    ["hooks"] => await HookDispatch.RunAsync(),
    ["bus"] => await BusThroughput.RunAsync(),
    ["redis", var configuration] => await RedisBusThroughput.RunAsync(configuration),
    _ => null,
};
if (measured is not null)
{
    Console.WriteLine(JsonSerializer.Serialize(measured, JsonSerializerOptions.Web));
    return 0;
}

if (Journals.Open(args) is not { } journal)
{
    Console.Error.WriteLine("usage: hooks | bus | redis HOST:PORT | memory | file FOLDER | postgres CONNECTION");
    return 1;
}

var bench = new RunBench(journal);
while (await Console.In.ReadLineAsync() is { } line)
{
    var question = JsonSerializer.Deserialize<Question>(line, JsonSerializerOptions.Web)!;
    Console.WriteLine(JsonSerializer.Serialize(await bench.RunAsync(question), JsonSerializerOptions.Web));
}

return 0;
