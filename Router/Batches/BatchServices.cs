using Switchyard.Queue;
using Switchyard.Queue.Batches;

namespace Switchyard.Router.Batches;

/// <summary>Registers batches, which are where the jobs and the files are.</summary>
internal static class BatchServices
{
    public static IServiceCollection AddBatches(this IServiceCollection services)
    {
        services.AddSingleton(static provider => provider.GetRequiredService<JobStore>().Batches);
        services.AddHostedService<BatchKeeper>();
        return services;
    }
}
