namespace Switchyard.Dialects.Framing;

/// <summary>Takes the messages of a stream.</summary>
internal interface IFrameSink
{
    /// <summary>Takes one message, which is valid only during the call.</summary>
    void OnFrame(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data);
}
