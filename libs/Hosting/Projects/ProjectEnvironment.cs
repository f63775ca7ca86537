using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Stores;

namespace Switchyard.Hosting.Projects;

/// <summary>The variables a service is started with: Aspire's contract and what the local engine adds.</summary>
internal sealed class ProjectEnvironment(Topology topology, StoreConnections connections, TelemetryEnvironment telemetry, HomeFolder home)
{
    /// <summary>Tells the service that its standard input ends when AppHost does.</summary>
    public const string ParentPipe = "SWITCHYARD_PARENT_PIPE";

    /// <summary>Tells the service where it may keep files.</summary>
    public const string DataFolder = "SWITCHYARD_DATA";

    /// <param name="project">The service.</param>
    /// <param name="instance">The name of this process of it.</param>
    /// <param name="ports">The ports this process binds, by endpoint.</param>
    public IReadOnlyDictionary<string, string> Create(ProjectResource project, string instance, IReadOnlyDictionary<string, int> ports)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        IEnumerable<IEnumerable<KeyValuePair<string, string>>> parts =
        [
            Host(project),
            telemetry.Create(project.Name, instance),
            Endpoints(project, ports),
            project.Config.Services.SelectMany(Service),
            project.Config.Connections.SelectMany(Connection),
            project.Config.Environment.Select(variable => KeyValuePair.Create(variable.Name, variable.GetValue())),
        ];
        foreach (var (name, value) in parts.SelectMany(part => part))
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>Gets the data folder of a service.</summary>
    public string DataFolderOf(ProjectResource project)
    {
        return Path.Combine(home.Data, project.Name);
    }

    private IEnumerable<KeyValuePair<string, string>> Host(ProjectResource project)
    {
        yield return new(ParentPipe, "stdin");
        yield return new(DataFolder, DataFolderOf(project));
        yield return new("DOTNET_NOLOGO", "1");

        // One line an entry, so that a log can be searched and a warning recognised.
        yield return new("Logging__Console__FormatterName", "simple");
        yield return new("Logging__Console__FormatterOptions__SingleLine", "true");
        yield return new("Logging__Console__FormatterOptions__UseUtcTimestamp", "true");
        yield return new("Logging__Console__FormatterOptions__TimestampFormat", "yyyy-MM-ddTHH:mm:ss.fffZ ");
    }

    private static IEnumerable<KeyValuePair<string, string>> Endpoints(ProjectResource project, IReadOnlyDictionary<string, int> ports)
    {
        if (ports.Count > 0)
        {
            yield return new("ASPNETCORE_URLS", string.Join(';', project.Config.Endpoints.Select(endpoint => $"http://localhost:{ports[endpoint.Name]}")));
        }

        foreach (var endpoint in project.Config.Endpoints)
        {
            if (endpoint.PortVariable is { } variable)
            {
                yield return new(variable, $"{ports[endpoint.Name]}");
            }
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Service(Resource source)
    {
        foreach (var endpoint in source.Config.Endpoints)
        {
            var url = topology.UrlOf(source, endpoint.Name);
            yield return new($"services__{source.Name}__{endpoint.Name}__0", url);
            yield return new($"{VariableName.Encode(source.Name)}_{VariableName.Encode(endpoint.Name)}", url);
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Connection(ConnectionConfig connection)
    {
        yield return new($"ConnectionStrings__{connection.Name}", connections.ConnectionString(connection.Source));
        foreach (var (name, value) in connections.Properties(connection.Source))
        {
            yield return new($"{VariableName.Encode(connection.Name)}_{name}", value);
        }
    }
}
