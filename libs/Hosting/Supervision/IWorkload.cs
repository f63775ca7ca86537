using Switchyard.Hosting.Processes;

namespace Switchyard.Hosting.Supervision;

/// <summary>One process the supervisor keeps running.</summary>
/// <remarks>The members are called one after another, never at the same time, except the properties.</remarks>
internal interface IWorkload
{
    /// <summary>Gets the name, unique in the composition; replicas end with their number.</summary>
    string Name { get; }

    /// <summary>Gets <c>redis</c>, <c>postgres</c> or <c>project</c>.</summary>
    string Kind { get; }

    /// <summary>Gets the address people and services use, if there is one.</summary>
    string? Url { get; }

    /// <summary>Gets the ports the process itself binds.</summary>
    IReadOnlyList<int> Ports { get; }

    /// <summary>Gets the folder of the data, if there is one. Known after the first <see cref="PrepareAsync"/>.</summary>
    string? DataPath { get; }

    /// <summary>Says whether a line of the log should be seen on the console.</summary>
    bool IsWarning(string line);

    /// <summary>Throws when the process cannot be started on this machine, before anything is started.</summary>
    void Check();

    /// <summary>Gets ready for a start, the first or a later one.</summary>
    Task<ChildProcessConfig> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Asks the process how it is.</summary>
    Task<ProbeResult> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Does what must be done once the process answers and before others may use it.</summary>
    Task CompleteStartAsync(CancellationToken cancellationToken);
}
