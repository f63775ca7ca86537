using System.ComponentModel.DataAnnotations;

namespace Switchyard.Sandbox;

/// <summary>What code may do and how much of it.</summary>
public sealed class SandboxOptions
{
    /// <summary>Gets or sets whether code runs inside bubblewrap. Default yes; off it is an error unless <see cref="AllowSystemAccess"/> is set.</summary>
    public bool UseSandbox { get; set; } = true;

    /// <summary>Gets or sets whether code may run directly on the system where <see cref="UseSandbox"/> is off or the sandbox does not work here. Limits and the import list still hold; nothing else is kept from the code. Default no.</summary>
    public bool AllowSystemAccess { get; set; }

    /// <summary>Gets or sets whether code gets a scratch folder to write in. Default no: nothing can be written anywhere.</summary>
    public bool AllowFileWrites { get; set; }

    /// <summary>Gets or sets whether code reaches the network, the host's own included. It needs modules of <see cref="AllowedImports"/> to use it. Default no.</summary>
    public bool AllowNetwork { get; set; }

    /// <summary>Gets or sets the modules that code may import, with what is below them; <c>*</c> stands for all and ends the fence inside Python. Default math, json, re, datetime, itertools and collections.</summary>
    public IReadOnlyList<string> AllowedImports { get; set; } = ["math", "json", "re", "datetime", "itertools", "collections"];

    /// <summary>Gets or sets whether installed packages, not only the standard library, are on Python's path. Default no.</summary>
    public bool AllowSitePackages { get; set; }

    /// <summary>Gets or sets the interpreter, version 3.9 or later. Default <c>/usr/bin/python3</c>.</summary>
    [Required]
    public string PythonPath { get; set; } = "/usr/bin/python3";

    /// <summary>Gets or sets bubblewrap: a path, or a name that is looked for in <c>PATH</c>. Default <c>bwrap</c>.</summary>
    [Required]
    public string BubblewrapPath { get; set; } = "bwrap";

    /// <summary>Gets or sets how long a step may take by the clock. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long Python may take to start. Default 30 s, which a busy machine may need.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan StartLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how much processor time a process may use over all steps of its session. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "24:00:00")]
    public TimeSpan CpuLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how much memory a process may have. What all have together is at most <see cref="MaxProcesses"/> times this and <see cref="ScratchBytes"/>. Default 512 MiB.</summary>
    [Range(64L * 1024 * 1024, 1024L * 1024 * 1024 * 1024)]
    public long MemoryBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Gets or sets how many processes and threads there may be, Python's own included. It holds in the sandbox only. Default 1: code starts none.</summary>
    [Range(1, 1_000)]
    public int MaxProcesses { get; set; } = 1;

    /// <summary>Gets or sets how many files a process may have open. Default 64.</summary>
    [Range(16, 4_096)]
    public int MaxOpenFiles { get; set; } = 64;

    /// <summary>Gets or sets the size of the scratch folder, which is memory. Default 64 MiB.</summary>
    [Range(64L * 1024, 64L * 1024 * 1024 * 1024)]
    public long ScratchBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Gets or sets how many files and folders the scratch folder may hold. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxScratchFiles { get; set; } = 1_000;

    /// <summary>Gets or sets how many bytes of each output a result keeps. Default 64 KiB.</summary>
    [Range(0, 64 * 1024 * 1024)]
    public int MaxOutputBytes { get; set; } = 64 * 1024;

    /// <summary>Gets or sets with how many bytes of one output in a step the code is ended. Not below <see cref="MaxOutputBytes"/>. Default 1 MiB.</summary>
    [Range(1, 1024 * 1024 * 1024)]
    public int OutputHardLimitBytes { get; set; } = 1024 * 1024;

    /// <summary>Gets or sets how long code may be. Default 256 KiB.</summary>
    [Range(1, 16 * 1024 * 1024)]
    public int MaxCodeBytes { get; set; } = 256 * 1024;

    /// <summary>Gets or sets how many characters of a value and of a traceback are kept. Default 16,384.</summary>
    [Range(1, 1024 * 1024)]
    public int MaxTextCharacters { get; set; } = 16 * 1024;

    /// <summary>Gets or sets how many artefacts a result lists. Default 32.</summary>
    [Range(0, 1_000)]
    public int MaxArtefacts { get; set; } = 32;

    /// <summary>Gets or sets how many bytes the artefacts of a result carry together; a larger one is listed without its content. Default 1 MiB.</summary>
    [Range(0, 64 * 1024 * 1024)]
    public int MaxArtefactBytes { get; set; } = 1024 * 1024;
}
