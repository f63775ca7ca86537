using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Reads messages answers.</summary>
internal sealed class AnthropicAnswerReader : AnswerReader
{
    protected override ModelAnswer Read(JsonField root, AnswerContext context)
    {
        if (root["type"].OptionalText() == "error")
        {
            throw new AnswerFormatException($"The upstream answered with success, and an error inside: {AnthropicErrorReader.ReadError(500, root["error"]).Message}");
        }

        return new ModelAnswer
        {
            Id = root["id"].OptionalText(),
            Model = root["model"].OptionalText(),
            Parts = BlockReader.ReadContent(root["content"]),
            Finish = StopReasons.Read(root["stop_reason"].OptionalText() ?? "end_turn", root["stop_sequence"].OptionalText()),
            Usage = root["usage"].IsAbsent ? null : AnthropicUsage.Read(root["usage"], null),
        };
    }
}
