using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds .NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="projectPath">The project file, relative to the folder of AppHost.</param>
    /// <returns>The builder of the project.</returns>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(projectPath);
        return builder.AddResource(new ProjectResource(name, Path.GetFullPath(projectPath, builder.AppHostDirectory)));
    }

    /// <summary>Runs the project as several processes behind one port.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="replicas">The number of processes, at least 1.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (replicas < 1)
        {
            throw new DistributedApplicationException($"The resource '{builder.Resource.Name}' cannot have {replicas} replicas. At least 1 is needed.");
        }

        builder.Resource.Replicas = replicas;
        return builder;
    }
}
