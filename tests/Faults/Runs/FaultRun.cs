using System.Globalization;
using Switchyard.Faults.Checking;
using Switchyard.Faults.Clients;
using Switchyard.Faults.Faults;
using Switchyard.Faults.Histories;
using Switchyard.Faults.Processes;
using Switchyard.Queue;

namespace Switchyard.Faults.Runs;

/// <summary>A run: clients submit, workers work, one fault after another is injected and healed, and at the end everything is checked.</summary>
internal sealed class FaultRun(RunOptions options, TextWriter log)
{
    private const int Clients = 4;

    private static readonly TimeSpan s_recovery = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_drain = TimeSpan.FromMinutes(4);

    private readonly string _name = Guid.NewGuid().ToString("N")[..8];

    /// <summary>Runs.</summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        await log.WriteLineAsync($"CHAOS_SEED={options.Seed}");
        await using var system = await FaultSystem.StartAsync(cancellationToken);
        var ports = system.Routers.Select(router => router.Front.Port).ToList();
        using var client = new QueueClient("runner", ports, system.History);
        var faults = AllFaults.Create().Where(fault => options.Only.Count == 0 || options.Only.Any(word => fault.Name.Contains(word, StringComparison.OrdinalIgnoreCase))).ToLookup(fault => fault.WhyNot(system));
        await new Probe(client).WaitAsync($"{_name}-first", s_recovery, cancellationToken);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var load = RunLoadAsync(ports, system, stop.Token);
        await InjectAllAsync([.. faults[null]], system, client, cancellationToken);
        await stop.CancelAsync();
        await load;

        await using var store = JobStores.Postgres(system.Stores.ConnectionString);
        await StoredJobs.WaitForEndsAsync(store.Jobs, s_drain, cancellationToken);
        var evidence = new Evidence(HistoryReader.Read(system.Folder.Histories), await StoredJobs.ReadAsync(store.Jobs, cancellationToken), FaultSystem.Lease);
        if (options.Histories is { } kept)
        {
            system.Folder.CopyTo(kept);
        }

        var notInjected = faults.Where(group => group.Key is not null).SelectMany(group => group.Select(fault => (fault.Name, group.Key!)));
        return new RunResult(options, evidence, HistoryChecker.Check(evidence), [.. notInjected]);
    }

    private async Task RunLoadAsync(IReadOnlyList<int> ports, FaultSystem system, CancellationToken stop) => await Task.WhenAll(Enumerable.Range(0, Clients).Select(async number =>
    {
        var name = $"c{number}";
        using var history = new HistoryWriter(system.Folder.HistoryOf(name));
        using var client = new QueueClient(name, ports, history);
        await new LoadClient(client, $"{_name}-{name}", (options.Seed * Clients) + number).RunAsync(stop);
    }));

    private async Task InjectAllAsync(IReadOnlyList<Fault> faults, FaultSystem system, QueueClient client, CancellationToken cancellationToken)
    {
        var until = HistoryLine.Now + options.Duration.TotalSeconds;
        var number = 0;
        foreach (var (fault, seed) in FaultSchedule.Draw(faults, options.Seed))
        {
            if (HistoryLine.Now > until || number == options.MaxInjections)
            {
                break;
            }

            await InjectAsync(fault, new FaultScene(system, client, new Random(seed), $"{_name}-{++number}", cancellationToken));
        }
    }

    private async Task InjectAsync(Fault fault, FaultScene scene)
    {
        await log.WriteLineAsync($"{scene.Name}: {fault.Name}");
        Say(Happening.Injected);
        await fault.RunAsync(scene);
        Say(Happening.Healed);
        var healed = HistoryLine.Now;
        if (await new Probe(scene.Client).WaitAsync($"{scene.Name}-probe", s_recovery, scene.Token))
        {
            Say(Happening.Recovered);
            await log.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  works again after {HistoryLine.Now - healed:0.00} s"));
        }

        await scene.HoldAsync(scene.Between(1, 3));

        void Say(Happening what) => scene.System.History.Append(new HistoryLine(what, "runner") { Key = scene.Name, Detail = fault.Name, IsLoad = fault.IsLoad });
    }
}
