namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary>Writes the chunks of a streamed chat completion around their deltas.</summary>
internal sealed class ChunkWriter
{
    private readonly List<StreamEvent> _events;
    private readonly string _head;
    private readonly string _usage;

    /// <param name="model">The model every chunk names.</param>
    /// <param name="usage">Whether usage comes at the end; then all other chunks say that theirs is null.</param>
    /// <param name="events">Where the chunks go.</param>
    public ChunkWriter(string model, bool usage, List<StreamEvent> events)
    {
        _events = events;
        _head = $$"""{"id":"chatcmpl-{{Json.IdSlot}}","object":"chat.completion.chunk","created":{{OpenAIText.Created}},"model":{{Json.Quote(model)}},"service_tier":"default","system_fingerprint":"fp_mock","choices":[""";
        _usage = usage ? ",\"usage\":null" : string.Empty;
    }

    public void Delta(EventRoles roles, int index, string delta, string finish = "null") =>
        _events.Add(new StreamEvent(roles, null, $$"""{{_head}}{"index":{{index}},"delta":{{delta}},"logprobs":null,"finish_reason":{{finish}}}]{{_usage}}}"""));

    public void Finish(int index, string reason) => Delta(EventRoles.None, index, "{}", $"\"{reason}\"");

    public void Usage(string usage) => _events.Add(new StreamEvent(EventRoles.Usage, null, $$"""{{_head}}],"usage":{{usage}}}"""));
}
