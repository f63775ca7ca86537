using Switchyard.Faults.Clients;
using Switchyard.Faults.Histories;
using Switchyard.Faults.Processes;
using Switchyard.Faults.Workers;

namespace Switchyard.Faults.Faults;

/// <summary>Where and with what one fault is injected.</summary>
/// <param name="System">The system under test.</param>
/// <param name="Client">A client for what the fault submits itself.</param>
/// <param name="Random">All that is left to chance: the same in every run of the same seed.</param>
/// <param name="Name">The name of the injection.</param>
/// <param name="Token">Ends when the run is broken off.</param>
internal sealed record FaultScene(FaultSystem System, QueueClient Client, Random Random, string Name, CancellationToken Token)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    /// <summary>Gets a worker drawn at random.</summary>
    public WorkerSlot AnyWorker() => System.Workers[Random.Next(System.Workers.Count)];

    /// <summary>Gets a time drawn at random.</summary>
    public TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + (Random.NextDouble() * (most - least)));

    /// <summary>Kills a process of the system and writes it down.</summary>
    public async Task KillAsync(string who, Func<Task> kill)
    {
        await kill();
        System.History.Append(new HistoryLine(Happening.Killed, who));
    }

    /// <summary>Waits.</summary>
    public Task HoldAsync(TimeSpan duration) => Task.Delay(duration, Token);

    /// <summary>Makes a plan under a key of this injection's own.</summary>
    public JobPlan Plan(int nth, int milliseconds) => new($"{Name}-{nth}", milliseconds);

    /// <summary>Submits jobs at the same time and returns their ids.</summary>
    public async Task<IReadOnlyList<Guid>> SubmitAsync(IEnumerable<JobPlan> plans, int priority = 1)
    {
        var ids = await Task.WhenAll(plans.Select(plan => Client.SubmitAsync(plan, priority, Token)));
        return [.. ids.OfType<Guid>()];
    }

    /// <summary>Waits until jobs have ended; what has not by then is for the checker to say.</summary>
    public async Task WaitForEndAsync(IEnumerable<Guid> ids)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(s_patience);
        await Probe.WaitForEndAsync(Client, ids, patience.Token);
    }
}
