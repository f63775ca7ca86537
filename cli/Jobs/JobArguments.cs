using System.CommandLine;

namespace Switchyard.Cli.Jobs;

/// <summary>What several commands are told.</summary>
internal static class JobArguments
{
    public static Argument<string> Id() => new("id") { Description = "The job, as ./switchyard jobs names it." };
}
