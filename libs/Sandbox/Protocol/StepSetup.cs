using Switchyard.Sandbox.Processes;

namespace Switchyard.Sandbox.Protocol;

/// <summary>What the driver is told before any code.</summary>
internal sealed record StepSetup(string? Scratch, IReadOnlyList<string> Imports, long Memory, long CpuSeconds, int Processes, int Files, long FileBytes, int TextChars, int Artefacts, int ArtefactBytes)
{
    // The kernel counts the processes of a user: in the sandbox they are its own, outside everybody's.
    public static StepSetup For(SandboxOptions options, string? scratch, bool isSandboxed) => new(
        scratch,
        options.AllowedImports,
        options.MemoryBytes,
        (long)Math.Ceiling((options.CpuLimit + CpuWatch.Margin).TotalSeconds),
        isSandboxed ? options.MaxProcesses : 0,
        options.MaxOpenFiles,
        options.ScratchBytes,
        options.MaxTextCharacters,
        options.MaxArtefacts,
        options.MaxArtefactBytes);
}
