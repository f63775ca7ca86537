using System.CommandLine;

namespace Switchyard.Cli.Systems;

/// <summary>The option of commands that print for people or for programs.</summary>
internal static class JsonOption
{
    public static Option<bool> Create() => new("--json") { Description = "Print what the AgentHost says, as JSON." };
}
