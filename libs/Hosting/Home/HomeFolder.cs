namespace Switchyard.Hosting.Home;

/// <summary>Where a composition keeps what it writes: state, logs, secrets and data.</summary>
internal sealed class HomeFolder(string path)
{
    /// <summary>The variable that moves the folder.</summary>
    public const string Variable = "SWITCHYARD_HOME";

    private const string DefaultName = ".switchyard";

    /// <summary>Gets the full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Gets the folder of the state file and the lock.</summary>
    public string Run => System.IO.Path.Combine(Path, "run");

    /// <summary>Gets the folder of the logs.</summary>
    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>Gets the folder of generated passwords.</summary>
    public string Secrets => System.IO.Path.Combine(Path, "secrets");

    /// <summary>Gets the folder of the resources' data, one folder each.</summary>
    public string Data => System.IO.Path.Combine(Path, "data");

    /// <summary>Gets the path of the state file.</summary>
    public string StateFile => System.IO.Path.Combine(Run, "apphost.json");

    /// <summary>Gets the path of the file whose lock a running AppHost holds.</summary>
    public string LockFile => System.IO.Path.Combine(Run, "apphost.lock");

    /// <summary>Gets the path of the file that names the process which holds the lock.</summary>
    public string OwnerFile => System.IO.Path.Combine(Run, "apphost.pid");

    /// <summary>Finds the folder: the configured one, else <c>.switchyard</c> beside the solution above <paramref name="startDirectory"/>.</summary>
    public static HomeFolder Locate(string? configured, string startDirectory)
    {
        return new HomeFolder(string.IsNullOrWhiteSpace(configured)
            ? System.IO.Path.Combine(FindRoot(startDirectory), DefaultName)
            : configured);
    }

    /// <summary>Creates the folders; passwords and logs are for their owner alone.</summary>
    public void Create()
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode Passable = Owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(Path, Passable);
        Directory.CreateDirectory(Data, Passable);
        Directory.CreateDirectory(Run, Owner);
        Directory.CreateDirectory(Logs, Owner);
        Directory.CreateDirectory(Secrets, Owner);
    }

    private static string FindRoot(string startDirectory)
    {
        for (var directory = new DirectoryInfo(startDirectory); directory is not null; directory = directory.Parent)
        {
            if (directory.EnumerateFiles("*.sln").Any())
            {
                return directory.FullName;
            }
        }

        return System.IO.Path.GetFullPath(startDirectory);
    }
}
