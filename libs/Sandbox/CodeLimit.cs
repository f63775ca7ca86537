namespace Switchyard.Sandbox;

/// <summary>What there was no more of.</summary>
public enum CodeLimit
{
    /// <summary>Time by the clock: <see cref="SandboxOptions.TimeLimit"/>.</summary>
    Time,

    /// <summary>Processor time: <see cref="SandboxOptions.CpuLimit"/>.</summary>
    ProcessorTime,

    /// <summary>Memory: <see cref="SandboxOptions.MemoryBytes"/>.</summary>
    Memory,

    /// <summary>Output: <see cref="SandboxOptions.OutputHardLimitBytes"/>.</summary>
    Output,

    /// <summary>Processes and threads: <see cref="SandboxOptions.MaxProcesses"/>.</summary>
    Processes,

    /// <summary>Open files: <see cref="SandboxOptions.MaxOpenFiles"/>.</summary>
    OpenFiles,

    /// <summary>The scratch folder: <see cref="SandboxOptions.ScratchBytes"/> and <see cref="SandboxOptions.MaxScratchFiles"/>.</summary>
    Scratch,

    /// <summary>The code's own length: <see cref="SandboxOptions.MaxCodeBytes"/>.</summary>
    Code,
}
