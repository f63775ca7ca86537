using Switchyard.Agents.Tools.Artefacts;
using Switchyard.Agents.Tools.Files;
using Switchyard.Agents.Tools.Search;
using Switchyard.Agents.Tools.Weather;
using Switchyard.Agents.Tools.Web;
using Switchyard.Sandbox;

namespace Switchyard.Agents.Tools;

/// <summary>What <see cref="ConnectedTools"/> stand on. One set serves a process.</summary>
public sealed record ConnectedToolServices
{
    /// <summary>Gets the users' files.</summary>
    public required UserFiles Files { get; init; }

    /// <summary>Gets what reads the web.</summary>
    public required WebReader Web { get; init; }

    /// <summary>Gets what knows the weather.</summary>
    public required IWeatherProvider Weather { get; init; }

    /// <summary>Gets what searches the web, or the documents in its place where there is no web. Default: nothing does, and there is no tool for it.</summary>
    public ISearchProvider? WebSearch { get; init; }

    /// <summary>Gets what searches the host's documents. Default: there are none.</summary>
    public ISearchProvider Documents { get; init; } = LocalSearch.Empty;

    /// <summary>Gets what code may do. Default: compute.</summary>
    public SandboxOptions Sandbox { get; init; } = new();

    /// <summary>Gets what keeps the files that code writes. Default: nothing does.</summary>
    public IArtefactStore? Artefacts { get; init; }

    /// <summary>Gets the clock.</summary>
    public required TimeProvider Time { get; init; }
}
