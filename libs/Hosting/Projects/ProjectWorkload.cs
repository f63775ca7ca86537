using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Logs;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.Supervision;

namespace Switchyard.Hosting.Projects;

/// <summary>One process of a service.</summary>
internal sealed class ProjectWorkload(ProjectResource resource, string name, string? url, IReadOnlyDictionary<string, int> ports, ProjectEnvironment environment, string hostOutput) : IWorkload
{
    public string Name => name;

    public string Kind => "project";

    public string? Url => url;

    public IReadOnlyList<int> Ports { get; } = [.. ports.Values.Order()];

    public string? DataPath => environment.DataFolderOf(resource);

    private string FirstEndpoint => resource.Config.Endpoints.FirstOrDefault()?.Name ?? string.Empty;

    public bool IsWarning(string line)
    {
        return LogLines.IsServiceWarning(line);
    }

    public void Check()
    {
        ProjectBinary.Find(resource, hostOutput);
        if (resource.Config.HealthCheck is { } check && !ports.ContainsKey(check.EndpointName ?? FirstEndpoint))
        {
            throw new DistributedApplicationException($"The health check of '{Name}' asks an endpoint that does not exist. Add it with WithHttpEndpoint.");
        }
    }

    public Task<ChildProcessConfig> PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(environment.DataFolderOf(resource), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Task.FromResult(new ChildProcessConfig
        {
            FileName = DotnetHost.Find(),
            Arguments = [ProjectBinary.Find(resource, hostOutput), .. resource.Config.Arguments],
            WorkingDirectory = Path.GetDirectoryName(resource.ProjectPath)!,
            Environment = environment.Create(resource, name, ports),
        });
    }

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellationToken)
    {
        return resource.Config.HealthCheck is { } check
            ? await HttpProbe.AskAsync(PortOf(check.EndpointName), check, cancellationToken).ConfigureAwait(false)
            : ProbeResult.Ready("it has no health check");
    }

    public Task CompleteStartAsync(CancellationToken cancellationToken)
    {
        return Task.CompletedTask;
    }

    private int PortOf(string? endpoint)
    {
        return ports[endpoint ?? FirstEndpoint];
    }
}
