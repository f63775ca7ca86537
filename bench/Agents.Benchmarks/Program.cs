using Switchyard.Agents.Benchmarks.Events;

// usage: hooks | bus | redis HOST:PORT     prints what it measured
object? measured = args switch
{
    ["hooks"] => await HookDispatch.RunAsync(),
    ["bus"] => await BusThroughput.RunAsync(),
    ["redis", var configuration] => await RedisBusThroughput.RunAsync(configuration),
    _ => null,
};
Console.WriteLine(measured ?? "usage: hooks | bus | redis HOST:PORT");
return measured is null ? 1 : 0;
