using Switchyard.Tests.Common.Databases;

namespace Switchyard.Faults.Processes;

/// <summary>The files of a run. Redis' own are on a small file system in memory where one can be made, so that it can be filled.</summary>
internal sealed class RunFolder : IAsyncDisposable
{
    private const string Size = "64m";

    private readonly string _path;

    private RunFolder(string path, bool isRedisSmall) => (_path, IsRedisSmall) = (path, isRedisSmall);

    /// <summary>Gets the folder of all histories.</summary>
    public string Histories => Path.Combine(_path, "histories");

    /// <summary>Gets Redis' folder.</summary>
    public string Redis => Path.Combine(_path, "redis");

    /// <summary>Gets whether Redis' folder is a small file system of its own.</summary>
    public bool IsRedisSmall { get; }

    /// <summary>Makes it.</summary>
    public static async Task<RunFolder> CreateAsync(CancellationToken cancellationToken)
    {
        var path = Directory.CreateTempSubdirectory("switchyard-faults-").FullName;
        foreach (var part in new[] { "histories", "redis", "logs" })
        {
            Directory.CreateDirectory(Path.Combine(path, part));
        }

        var isSmall = ServerProcess.IsRoot && await ServerProcess.RunAsync(null, ["mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", Path.Combine(path, "redis")], cancellationToken);
        return new RunFolder(path, isSmall);
    }

    /// <summary>Gets the file of a process' history.</summary>
    public string HistoryOf(string process) => Path.Combine(Histories, $"{process}.jsonl");

    /// <summary>Gets the file of a process' output.</summary>
    public string LogOf(string process) => Path.Combine(_path, "logs", $"{process}.log");

    /// <summary>Copies the histories and the output of processes.</summary>
    public void CopyTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Histories).Concat(Directory.GetFiles(Path.Combine(_path, "logs"))))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRedisSmall)
        {
            await ServerProcess.RunAsync(null, ["umount", Redis], CancellationToken.None);
        }

        Directory.Delete(_path, recursive: true);
    }
}
