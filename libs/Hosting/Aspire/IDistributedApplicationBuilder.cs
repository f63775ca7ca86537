using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Composes a distributed application.</summary>
/// <remarks>Used on one thread, until <see cref="Build"/>.</remarks>
public interface IDistributedApplicationBuilder
{
    /// <summary>Gets the folder of the AppHost project; relative paths start there.</summary>
    string AppHostDirectory { get; }

    /// <summary>Gets the configuration: settings files of AppHost, environment variables, command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>Adds a resource.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="resource">The resource, whose name must be new.</param>
    /// <returns>The builder of the resource.</returns>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>Ends the composition.</summary>
    /// <returns>The application, not started yet.</returns>
    DistributedApplication Build();
}
