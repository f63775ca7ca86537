namespace Switchyard.MockUpstream.Framing;

/// <summary>A part of a body: where it ends, and whether it is a token, which is paced.</summary>
internal readonly record struct Frame(int End, bool IsToken);
