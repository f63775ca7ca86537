using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Switchyard.Queue;
using Switchyard.Queue.Workers;
using Switchyard.Router.Configuration;
using Switchyard.Router.Storage;
using Switchyard.ServiceDefaults.Resilience;

namespace Switchyard.Router.Jobs;

/// <summary>Registers the job queue: in PostgreSQL where the Router was given one, ordered by Redis where it was given one too; else in memory, and then done in this process.</summary>
internal static class JobServices
{
    private const string CacheName = "cache";

    // Until the answer begins. Runs are followed as long as they take.
    private static readonly TimeSpan s_agentHostLimit = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var database = configuration.GetConnectionString(StorageServices.ResourceName);
        var role = configuration[$"{RouterOptions.SectionName}:{nameof(RouterOptions.Queue)}:{nameof(JobQueueOptions.Role)}"] ?? (string.IsNullOrEmpty(database) ? "all" : "router");
        services.AddSingleton(static provider => BoundsOf(provider.GetRequiredService<IOptions<RouterOptions>>().Value.Queue));
        services.AddSingleton(provider => string.IsNullOrEmpty(database)
            ? JobStores.InMemory(provider.GetRequiredService<QueueOptions>())
            : JobStores.Postgres(database, configuration.GetConnectionString(CacheName), provider.GetRequiredService<QueueOptions>()));
        services.AddSingleton(static provider => provider.GetRequiredService<JobStore>().Jobs);
        services.AddSingleton<JobDepths>();
        services.AddJobNotices(configuration.GetConnectionString(CacheName));
        services.AddHostedService<JobStoreStart>();
        services.AddHostedService<QueueSweeper>();
        services.AddHealthChecks().AddCheck<JobStoreHealthCheck>("queue", HealthStatus.Degraded);
        if (role is not "router")
        {
            services.AddWorker();
            if (configuration[$"{RouterOptions.SectionName}:{nameof(RouterOptions.Queue)}:{nameof(JobQueueOptions.AgentHost)}"] is { Length: > 0 } agentHost)
            {
                services.AddAgentRuns(new Uri(agentHost));
            }
        }

        return services;
    }

    private static void AddWorker(this IServiceCollection services)
    {
        services.AddSingleton<OwnAddress>();
        services.AddHttpClient<RequestSender>(static (provider, client) =>
        {
            client.BaseAddress = provider.GetRequiredService<OwnAddress>().Find();
            client.Timeout = Timeout.InfiniteTimeSpan;
        }).WithoutResilience();
        services.AddSingleton<IJobHandler, ChatJobHandler>();
        services.AddSingleton<IJobHandler, ResponsesJobHandler>();
        services.AddSingleton<IJobHandler>(static provider => new WholeJobHandler(JobUrls.Completions, provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<IJobHandler>(static provider => new WholeJobHandler(JobUrls.Embeddings, provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton(static provider => WorkOf(provider.GetRequiredService<IOptions<RouterOptions>>().Value.Queue));
        services.AddHostedService<JobWorker>();
    }

    private static void AddAgentRuns(this IServiceCollection services, Uri agentHost)
    {
        services.AddHttpClient<AgentHostClient>(client =>
        {
            client.BaseAddress = agentHost;
            client.Timeout = s_agentHostLimit;
        });
        services.AddSingleton<IJobHandler, AgentRunJobHandler>();
    }

    private static QueueOptions BoundsOf(JobQueueOptions options) => new() { MaxPendingPerTenant = options.MaxPending, MaxCrashes = options.MaxCrashes, AllowUnsafeDatabase = options.AllowUnsafeDatabase };

    private static WorkerOptions WorkOf(JobQueueOptions options)
    {
        var work = new WorkerOptions { Queue = options.Name, Concurrency = options.Concurrency, LeaseTime = options.LeaseTime, Grace = options.Grace };
        options.Labels.ForEach(work.Labels.Add);
        return work;
    }
}
