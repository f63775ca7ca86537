namespace Switchyard.MockUpstream.Control;

/// <summary>Counts since the start.</summary>
internal sealed record ControlStatus(long Received, long Open, long Disconnected, int Queued);
