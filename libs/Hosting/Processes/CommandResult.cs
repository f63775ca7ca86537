namespace Switchyard.Hosting.Processes;

/// <summary>How a command ended and what it wrote.</summary>
internal readonly record struct CommandResult(int ExitCode, string Output);
