namespace Switchyard.Dialects;

/// <summary>A request as its upstream understands it.</summary>
/// <param name="Path">Where it goes, relative to the upstream's base address (for example <c>chat/completions</c>, or <c>models/m:generateContent</c>).</param>
/// <param name="Body">The JSON body.</param>
/// <param name="Dropped">What was left out because the dialect has no word for it.</param>
public sealed record UpstreamRequest(string Path, ReadOnlyMemory<byte> Body, IReadOnlyList<DroppedHint> Dropped);
