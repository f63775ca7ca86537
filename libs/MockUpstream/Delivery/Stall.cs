namespace Switchyard.MockUpstream.Delivery;

/// <summary>A pause before a frame.</summary>
internal readonly record struct Stall(int Frame, TimeSpan Time);
