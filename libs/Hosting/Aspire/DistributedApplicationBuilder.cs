using System.Globalization;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Switchyard.Hosting.Engine;
using Switchyard.Hosting.Home;

namespace Aspire.Hosting;

/// <summary>The composition of an AppHost.</summary>
internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    /// <summary>The assembly metadata in which the build leaves the project's folder, absolute or relative to the output.</summary>
    private const string ProjectPathKey = "apphostprojectpath";

    private const string PortOffset = "SWITCHYARD_PORT_OFFSET";

    private readonly List<Resource> _resources = [];
    private readonly string _output;

    public DistributedApplicationBuilder(Assembly appHost, string[] args)
    {
        _output = Path.GetDirectoryName(appHost.Location)!;
        var project = appHost.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == ProjectPathKey)?.Value;
        AppHostDirectory = Path.GetFullPath(project ?? ".", _output);
        Configuration.AddJsonFile(Path.Combine(AppHostDirectory, "appsettings.json"), optional: true);
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine(args);
        ThrowIfNoNumber(PortOffset);
    }

    public string AppHostDirectory { get; }

    public ConfigurationManager Configuration { get; } = new();

    /// <summary>Gets or sets a value indicating whether the composition gets free ports instead of its own.</summary>
    public bool AnyPorts { get; set; }

    /// <summary>Gets or sets a value indicating whether the builder is handed to a test instead of being built by its program.</summary>
    public bool IsCaptured { get; set; }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (_resources.Exists(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException($"There is a resource '{resource.Name}' already. Give each its own name.");
        }

        _resources.Add((Resource)(IResource)resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build()
    {
        return IsCaptured ? throw new CompositionCapturedException() : BuildApplication();
    }

    public DistributedApplication BuildApplication()
    {
        var options = new EngineConfig
        {
            Home = HomeFolder.Locate(Configuration[HomeFolder.Variable], AppHostDirectory),
            HostOutput = _output,
            AnyPorts = AnyPorts,
            StartTimeout = EngineConfig.ReadStartTimeout(Configuration),
            Output = Console.Out,
        };
        return new DistributedApplication(new LocalEngine(_resources, Configuration, options, TimeProvider.System));
    }

    private void ThrowIfNoNumber(string key)
    {
        if (Configuration[key] is { Length: > 0 } value && !int.TryParse(value, CultureInfo.InvariantCulture, out _))
        {
            throw new DistributedApplicationException($"{key} is '{value}', which is no whole number. It is added to all ports; leave it out for the default ports.");
        }
    }
}
