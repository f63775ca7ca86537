using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.CrashMatrix.Hosts;

/// <summary>What a host is to run.</summary>
/// <param name="Kind">The kind of run, one of <see cref="Subjects.CrashSubjects.Kinds"/>.</param>
/// <param name="Class">What its effects are.</param>
/// <param name="RunId">The run; one that is there goes on.</param>
/// <param name="Folder">The folder of the other side's file, and of the journal where it is in files.</param>
/// <param name="Postgres">The database of the journal; <see langword="null"/> for files.</param>
/// <param name="KillsAt">The number of the boundary at which the host dies, from 1; 0 for never.</param>
internal sealed record CrashOrder(string Kind, EffectClass Class, Guid RunId, string Folder, string? Postgres, int KillsAt)
{
    public string RemoteFile => Path.Combine(Folder, "remote");

    public string JournalFolder => Path.Combine(Folder, "journal");
}
