namespace Switchyard.AgentHost.Runs;

/// <summary>Which runs a list shows.</summary>
internal sealed record RunFilter(string? User, string? Status, string? Before, int Limit);
