namespace Switchyard.MockUpstream.Dialects;

/// <summary>One event: its name, where the dialect names them, and its data.</summary>
internal readonly record struct StreamEvent(EventRoles Roles, string? Name, string Data);
