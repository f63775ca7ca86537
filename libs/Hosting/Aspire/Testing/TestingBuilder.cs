using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Testing;

/// <summary>The composition of an AppHost on ports of its own and, unless the test names a folder, on a temporary one.</summary>
internal sealed class TestingBuilder(DistributedApplicationBuilder builder, string? temporaryHome) : IDistributedApplicationTestingBuilder
{
    public string AppHostDirectory => builder.AppHostDirectory;

    public ConfigurationManager Configuration => builder.Configuration;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        return builder.AddResource(resource);
    }

    public DistributedApplication Build()
    {
        return builder.BuildApplication();
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        return Task.FromResult(builder.BuildApplication());
    }

    public ValueTask DisposeAsync()
    {
        if (temporaryHome is not null && Directory.Exists(temporaryHome))
        {
            Directory.Delete(temporaryHome, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
