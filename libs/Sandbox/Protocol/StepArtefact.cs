namespace Switchyard.Sandbox.Protocol;

/// <summary>A file that the driver found.</summary>
internal sealed record StepArtefact(byte[]? Name, long Size, byte[]? Content);
