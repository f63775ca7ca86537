namespace Switchyard.Dialects.Requests;

/// <summary>Spoken input.</summary>
/// <param name="Source">The recording.</param>
public sealed record AudioPart(MediaSource Source) : MessagePart;
