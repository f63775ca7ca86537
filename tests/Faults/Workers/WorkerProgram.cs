using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchyard.Faults.Histories;
using Switchyard.Queue;
using Switchyard.Queue.Workers;

namespace Switchyard.Faults.Workers;

/// <summary>A worker process: the product's own worker, store and sweeper, with handlers whose effects are written down.</summary>
internal static class WorkerProgram
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    /// <summary>Works until it is told to end.</summary>
    public static async Task RunAsync(string[] args)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = args });
        builder.Configuration.AddCommandLine(args);
        var settings = builder.Configuration.Get<WorkerSettings>() ?? throw new InvalidOperationException("A worker needs settings.");
        using var history = new HistoryWriter(settings.History);
        var death = new Death();
        await using var store = JobStores.Postgres(settings.Postgres, settings.Redis);
        builder.Logging.AddSimpleConsole(options => options.SingleLine = true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(RecordedJobs.Record(store.Jobs, settings.Name, history, death));
        builder.Services.AddSingleton<IJobHandler>(new PlannedJobHandler(settings.Name, history, death));
        builder.Services.AddSingleton(new WorkerOptions { Name = settings.Name, Concurrency = settings.Concurrency, LeaseTime = settings.Lease, Grace = s_grace });
        builder.Services.AddHostedService<QueueSweeper>();
        builder.Services.AddHostedService<JobWorker>();
        await builder.Build().RunAsync();
    }
}
