using System.Globalization;

namespace Switchyard.Agents.Tools.Artefacts;

/// <summary>The files that a piece of code wrote.</summary>
/// <param name="Files">Those that are known one by one.</param>
/// <param name="LeftOut">How many more there are.</param>
public sealed record ArtefactSet(IReadOnlyList<Artefact> Files, int LeftOut)
{
    private const int MaxNameLength = 120;

    /// <summary>Gets the set of code that wrote nothing.</summary>
    public static ArtefactSet None { get; } = new([], 0);

    /// <summary>Says to a model what there is, by name and size; empty where there is nothing.</summary>
    public string Describe()
    {
        if (Files.Count == 0)
        {
            return "";
        }

        var files = string.Join(", ", Files.Select(static file => string.Create(CultureInfo.InvariantCulture, $"{Show(file.Name)} ({file.Size:N0} bytes)")));
        return LeftOut == 0 ? $"Files written: {files}" : string.Create(CultureInfo.InvariantCulture, $"Files written: {files} and {LeftOut} more");
    }

    /// <summary>Keeps the files where somebody does.</summary>
    /// <returns>What the model is told of them; empty where there is nothing.</returns>
    public async ValueTask<string> KeepAsync(IArtefactStore? store, Guid runId, CancellationToken cancellationToken)
    {
        var isLost = store is not null && Files.Count > 0 && !await store.SaveAsync(runId, Files, cancellationToken).ConfigureAwait(false);
        return isLost ? $"{Describe()} (not kept: the store did not take them)" : Describe();
    }

    // A name may be anything but a slash, a line break among it.
    private static string Show(string name)
    {
        var shown = string.Concat(name.Select(static c => char.IsControl(c) ? '?' : c));
        return shown.Length <= MaxNameLength ? shown : $"{shown[..MaxNameLength]}…";
    }
}
