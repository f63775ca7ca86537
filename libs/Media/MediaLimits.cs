namespace Switchyard.Media;

/// <summary>What an image may claim to be before anybody decodes it.</summary>
/// <param name="MaxSide">The longest side, in pixels.</param>
/// <param name="MaxPixels">The most pixels of one picture.</param>
/// <param name="MaxFrames">The most pictures of an animation.</param>
public sealed record MediaLimits(int MaxSide, long MaxPixels, int MaxFrames)
{
    /// <summary>Gets the limits that no provider's documented ones exceed: 16,384 pixels a side, 64 million in all, 256 pictures.</summary>
    public static MediaLimits Default { get; } = new(16_384, 64_000_000, 256);
}
