using System.Globalization;
using System.Runtime.InteropServices;

namespace Switchyard.Agents.Tools.Host;

/// <summary>Tells what kind of machine this is: nothing that names it, its users, folders, addresses or settings.</summary>
public sealed class HostInfoTool : ITool
{
    private const double BytesPerGigabyte = 1024.0 * 1024 * 1024;

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "host_info",
        Description = "Tell the operating system, processors and memory of the host.",
        Category = ToolCategories.System,
        WhenToUse = "Use it for what kind of machine the agent works on.",
        Tags = ["host", "machine", "operating", "system", "cpu", "processors", "memory", "ram", "platform", "computer"],
        Examples = ["Which operating system is this?", "How many processors does the host have?"],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerGigabyte;
        return new(ToolResult.Success(string.Create(
            CultureInfo.InvariantCulture,
            $"system: {Name()}, architecture: {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}, processors: {Environment.ProcessorCount}, memory: {memory:0.#} GB, runtime: .NET {Environment.Version}")));
    }

    // The system's own description holds its build, by which its holes are known.
    private static string Name() => OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "other";
}
