using System.Globalization;
using Switchyard.Hosting.Processes;

namespace Switchyard.Cli.Doctor;

/// <summary>The tools that build: .NET SDK, Node.js, npm; and what the browser tests use.</summary>
internal static class ToolChecks
{
    private const int SdkMajor = 10;
    private const int NodeMajor = 20;

    private static readonly string[] s_browsers = ["chromium", "chromium-browser", "google-chrome"];

    public static async Task<CheckResult[]> RunAsync(CancellationToken cancellationToken) =>
    [
        CheckSdk(await ReadAsync(["dotnet", "--list-sdks"], cancellationToken)),
        CheckNode(await ReadAsync(["node", "--version"], cancellationToken)),
        CheckNpm(await ReadAsync(["npm", "--version"], cancellationToken)),
        CheckBrowser(),
    ];

    private static CheckResult CheckSdk(string? answer)
    {
        var versions = (answer ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToArray();
        return versions.LastOrDefault(version => MajorOf(version) == SdkMajor) is { } found
            ? CheckResult.Good($".NET SDK {found}")
            : CheckResult.Bad($".NET SDK {SdkMajor} is missing", $"Install it: https://dotnet.microsoft.com/download/dotnet/{SdkMajor}.0");
    }

    private static CheckResult CheckNode(string? answer)
    {
        var version = answer?.TrimStart('v');
        return version is not null && MajorOf(version) >= NodeMajor
            ? CheckResult.Good($"Node.js {version}")
            : CheckResult.Bad($"Node.js {NodeMajor} or newer is missing{(version is null ? string.Empty : $" (found {version})")}", "Install it: https://nodejs.org/en/download");
    }

    private static CheckResult CheckNpm(string? version) => version is null
        ? CheckResult.Bad("npm is missing", "It comes with Node.js: https://nodejs.org/en/download")
        : CheckResult.Good($"npm {version}");

    private static CheckResult CheckBrowser() => s_browsers.Select(Executables.Find).OfType<string>().FirstOrDefault() is { } path
        ? CheckResult.Good($"Chromium for the browser tests: {path}")
        : CheckResult.Warning("Chromium is missing; only ./test.sh needs it", "On Debian: sudo apt-get install chromium fonts-dejavu-core");

    private static int MajorOf(string version) => int.TryParse(version.Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : 0;

    private static async Task<string?> ReadAsync(string[] command, CancellationToken cancellationToken)
    {
        if (Executables.Find(command[0]) is null)
        {
            return null;
        }

        var result = await CommandLine.RunAsync(command, cancellationToken);
        return result.ExitCode == 0 ? result.Output.Trim() : null;
    }
}
