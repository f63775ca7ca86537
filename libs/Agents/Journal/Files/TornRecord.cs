namespace Switchyard.Agents.Journal.Files;

/// <summary>The end of a file that was not written completely, since the power failed or the process died meanwhile. Nobody was told that it was written.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Path">The file.</param>
/// <param name="Offset">Where it began, and where the file ends now.</param>
/// <param name="Length">How many bytes there were.</param>
public sealed record TornRecord(Guid RunId, string Path, long Offset, long Length);
