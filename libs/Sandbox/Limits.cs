namespace Switchyard.Sandbox;

/// <summary>Says which limit code came to.</summary>
internal static class Limits
{
    /// <summary>The limit that the driver names; null where it names none.</summary>
    public static CodeLimit? Read(string? name) => name switch
    {
        "memory" => CodeLimit.Memory,
        "processes" => CodeLimit.Processes,
        "files" => CodeLimit.OpenFiles,
        "scratch" => CodeLimit.Scratch,
        _ => null,
    };

    public static string Describe(CodeLimit limit, SandboxOptions options) => FormattableString.Invariant(limit switch
    {
        CodeLimit.Time => (FormattableString)$"The code ran longer than {options.TimeLimit.TotalSeconds:0.###} s and was ended.",
        CodeLimit.ProcessorTime => $"The code used up the {options.CpuLimit.TotalSeconds:0.###} s of processor time of its session and was ended.",
        CodeLimit.Memory => $"The limit is {options.MemoryBytes} bytes of memory.",
        CodeLimit.Output => $"The code wrote more than {options.OutputHardLimitBytes} bytes and was ended.",
        CodeLimit.Processes => $"The limit is {options.MaxProcesses} processes and threads, Python's own included.",
        CodeLimit.OpenFiles => $"The limit is {options.MaxOpenFiles} open files.",
        CodeLimit.Scratch => $"The limit of the scratch folder is {options.ScratchBytes} bytes and {options.MaxScratchFiles} files.",
        _ => $"The code was not run: it has more than {options.MaxCodeBytes} bytes, or holds halves of surrogate pairs.",
    });
}
