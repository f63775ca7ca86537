namespace Switchyard.Events.Redis;

/// <summary>One entry of the stream.</summary>
/// <param name="Id">Its id in the stream.</param>
/// <param name="Bridge">The bridge that wrote it; empty where none did.</param>
/// <param name="Number">The place of its first event among the bridge's, from 1; 0 where it says none.</param>
/// <param name="Events">Its events, each a line of JSON; empty where it has none.</param>
internal readonly record struct StreamEntry(string Id, string Bridge, long Number, byte[] Events)
{
    private const byte LineBreak = (byte)'\n';

    /// <summary>Gets the lines of <see cref="Events"/>, without their ends.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Lines
    {
        get
        {
            for (var begin = 0; begin < Events.Length;)
            {
                var length = Events.AsSpan(begin).IndexOf(LineBreak);
                var end = length < 0 ? Events.Length : begin + length;
                yield return Events.AsMemory(begin..end);
                begin = end + 1;
            }
        }
    }
}
