namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>What a <see cref="PlainGraph"/> has made so far.</summary>
internal sealed record PlainState(IReadOnlyList<string> Results)
{
    public PlainState Add(string result) => new([.. Results, result]);
}
