using Switchyard.Queue;
using Switchyard.Queue.Files;

namespace Switchyard.Router.Files;

/// <summary>Registers files, which are where the jobs are.</summary>
internal static class FileServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton(static provider => provider.GetRequiredService<JobStore>().Files);
        services.AddSingleton<FileUpload>();
        services.AddHostedService<FileSweeper>();
        return services;
    }
}
