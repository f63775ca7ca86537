namespace Switchyard.Router.Tests.Faults;

/// <summary>What a caller read of one stream.</summary>
internal sealed record StreamRecord(string RequestId, string Provider)
{
    /// <summary>Gets or sets the text.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>Gets the events that tell of an error.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Gets or sets how often the stream said that it was whole.</summary>
    public int Ends { get; set; }
}
