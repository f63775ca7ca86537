namespace Switchyard.Agents.CrashMatrix;

/// <summary>How a host is started that runs <see cref="Hosts.CrashHost"/> with its standard input and output.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record HostCommand(string FileName, IReadOnlyList<string> Arguments);
