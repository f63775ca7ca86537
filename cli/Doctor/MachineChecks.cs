using System.Globalization;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Doctor;

/// <summary>The machine: system, memory, disk, and the files of the embedded model.</summary>
internal static class MachineChecks
{
    private const long NeededMemoryMiB = 1024;
    private const long NeededDiskMiB = 2048;

    public static async Task<CheckResult[]> RunAsync(LocalSystem system, CancellationToken cancellationToken) =>
        [CheckSystem(), await CheckMemoryAsync(cancellationToken), CheckDisk(system), CheckHome(system), CheckModel()];

    private static CheckResult CheckSystem() => OperatingSystem.IsLinux()
        ? CheckResult.Good("Linux")
        : CheckResult.Bad("The local engine runs on Linux", "On Windows use WSL; elsewhere build with -p:Feed=full, which uses Aspire's own engine.");

    private static async Task<CheckResult> CheckMemoryAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists("/proc/meminfo"))
        {
            return CheckResult.Warning("The free memory is not known", $"See that {NeededMemoryMiB} MiB are free.");
        }

        var line = (await File.ReadAllLinesAsync("/proc/meminfo", cancellationToken)).FirstOrDefault(text => text.StartsWith("MemAvailable:", StringComparison.Ordinal));
        var free = long.Parse(line?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] ?? "0", CultureInfo.InvariantCulture) / 1024;
        return free >= NeededMemoryMiB
            ? CheckResult.Good($"{free} MiB of memory are free")
            : CheckResult.Warning($"Only {free} MiB of memory are free", $"Close something; the system and a build want {NeededMemoryMiB} MiB.");
    }

    private static CheckResult CheckDisk(LocalSystem system)
    {
        var folder = NearestExisting(system.Home.Path);
        var free = new DriveInfo(folder).AvailableFreeSpace / (1024 * 1024);
        return free >= NeededDiskMiB
            ? CheckResult.Good($"{free} MiB of disk are free at {folder}")
            : CheckResult.Warning($"Only {free} MiB of disk are free at {folder}", $"Packages, build and data want {NeededDiskMiB} MiB.");
    }

    private static CheckResult CheckHome(LocalSystem system)
    {
        var folder = NearestExisting(system.Home.Path);
        try
        {
            var probe = Path.Combine(folder, $".switchyard-probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return CheckResult.Good($"Data folder: {system.Home.Path}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Bad($"The data folder {system.Home.Path} cannot be written", "Set SWITCHYARD_HOME to a folder of yours.");
        }
    }

    private static CheckResult CheckModel()
    {
        var folder = FindModel(AppContext.BaseDirectory);
        return folder is not null
            ? CheckResult.Good($"Embedded model: {folder}")
            : CheckResult.Bad("The embedded model models/pocket is missing or incomplete", "Restore it: git checkout -- models/pocket");
    }

    private static string? FindModel(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            var folder = Path.Combine(directory.FullName, "models", "pocket");
            if (File.Exists(Path.Combine(folder, "model.onnx")) && File.Exists(Path.Combine(folder, "tokenizer.json")))
            {
                return folder;
            }
        }

        return null;
    }

    private static string NearestExisting(string path)
    {
        while (!Directory.Exists(path))
        {
            path = Path.GetDirectoryName(path) ?? "/";
        }

        return path;
    }
}
