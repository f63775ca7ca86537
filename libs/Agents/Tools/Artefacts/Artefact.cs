namespace Switchyard.Agents.Tools.Artefacts;

/// <summary>A file that a tool's code wrote.</summary>
/// <param name="Name">Its name, with folders. The code chose it: never use it as a path.</param>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Content">What is in it; <see langword="null"/> where it is too large to be handed on.</param>
public sealed record Artefact(string Name, long Size, ReadOnlyMemory<byte>? Content);
