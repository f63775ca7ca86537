namespace Switchyard.Hosting.Processes;

/// <summary>How to start a process and how to end it.</summary>
internal sealed record ChildProcessConfig
{
    public required string FileName { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>Gets the variables added to those of AppHost.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets a value indicating whether a guard ends the process when AppHost dies; for those that do not watch their standard input.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>Gets the signal that asks the process to stop.</summary>
    public int StopSignal { get; init; } = Signals.Terminate;

    /// <summary>Gets how long a stop may take before the process is killed.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(20);
}
