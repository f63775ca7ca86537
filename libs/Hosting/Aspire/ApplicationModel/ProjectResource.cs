namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project that runs as one process, or as several replicas.</summary>
public sealed class ProjectResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal ProjectResource(string name, string projectPath)
        : base(name)
    {
        ProjectPath = projectPath;
    }

    /// <summary>Gets the full path of the project file.</summary>
    internal string ProjectPath { get; }

    /// <summary>Gets or sets the number of processes.</summary>
    internal int Replicas { get; set; } = 1;
}
