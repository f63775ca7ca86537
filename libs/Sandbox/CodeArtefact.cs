namespace Switchyard.Sandbox;

/// <summary>A file that a step wrote or changed in the scratch folder.</summary>
/// <param name="Name">Its path in the scratch folder. The code chose it: never use it as a path of the host.</param>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Content">What is in it; null where it is over the bound or could not be read.</param>
public sealed record CodeArtefact(string Name, long Size, ReadOnlyMemory<byte>? Content);
