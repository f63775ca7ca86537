using Switchyard.Agents.CrashMatrix.Subjects;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.CrashMatrix;

/// <summary>What a crash matrix tries.</summary>
public sealed record CrashMatrixOptions
{
    /// <summary>Gets how hosts are started.</summary>
    public required HostCommand Host { get; init; }

    /// <summary>Gets the folder of journals and of what effects change; the caller removes it.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets the database of the journals, as Npgsql reads it; <see langword="null"/> for files.</summary>
    public string? Postgres { get; init; }

    /// <summary>Gets the kinds of runs. Default: all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = CrashSubjects.Kinds;

    /// <summary>Gets the classes of effects. Default: all.</summary>
    public IReadOnlyList<EffectClass> Classes { get; init; } = Enum.GetValues<EffectClass>();

    /// <summary>Gets where hosts are killed: names of <see cref="Hosts.BoundaryNames.All"/>, before and after each; empty for everywhere.</summary>
    public IReadOnlyList<string> Boundaries { get; init; } = [];

    /// <summary>Gets how often a host is killed at each. At least 1; default 1.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Gets how many hosts run at once. Default: one for each processor.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;
}
