namespace Switchyard.MockUpstream.Control;

/// <summary>What was wrong with a call of the control API.</summary>
internal sealed record ControlError(string Error);
