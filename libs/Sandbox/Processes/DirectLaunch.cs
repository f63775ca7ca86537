namespace Switchyard.Sandbox.Processes;

/// <summary>Python directly on the system, for who has allowed that.</summary>
internal static class DirectLaunch
{
    /// <summary>The variable whose value marks the descendants of a process, and names the process that started it.</summary>
    public const string MarkVariable = "SWITCHYARD_SANDBOX";

    public static Launch Create(SandboxOptions options)
    {
        var python = Interpreter.Find(options);
        var scratch = options.AllowFileWrites ? Folders.Create() : null;
        var info = Launch.Start([python.Path, .. python.Arguments]);
        var mark = $"{Owner.Self}-{Guid.NewGuid():N}";
        info.Environment[MarkVariable] = mark;
        info.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        info.Environment["LANG"] = "C.UTF-8";
        info.Environment["HOME"] = scratch ?? "/";
        if (scratch is not null)
        {
            info.Environment["TMPDIR"] = scratch;
        }

        return new Launch(info, scratch, Filter: null, scratch, mark);
    }
}
