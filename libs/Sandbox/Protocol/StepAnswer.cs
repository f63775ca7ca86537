namespace Switchyard.Sandbox.Protocol;

/// <summary>What the driver says about a step; texts come as base64.</summary>
internal sealed record StepAnswer(string? Outcome, int ExitCode, byte[]? Value, byte[]? Error, string? Limit, IReadOnlyList<StepArtefact>? Artefacts, int ArtefactsLeftOut);
