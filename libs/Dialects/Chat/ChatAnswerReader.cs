using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>Reads chat completions.</summary>
internal sealed class ChatAnswerReader : AnswerReader
{
    protected override ModelAnswer Read(JsonField root, AnswerContext context)
    {
        var error = root["error"];
        if (!error.IsAbsent)
        {
            throw new AnswerFormatException($"The upstream answered with success, and an error inside: {OpenAIErrorReader.ReadError(500, error).Message}");
        }

        var choice = root["choices"].Items().Select(item => (JsonField?)item).FirstOrDefault() ?? throw root["choices"].Wrong("an array with an answer");
        var parts = ChatAssistantMessage.Read(choice["message"], $"call_{context.CallId}_");
        var finish = choice["finish_reason"].OptionalText() is { } word ? FinishWords.Read(word) : new AnswerFinish(FinishReason.Stop);
        return new ModelAnswer
        {
            Id = root["id"].OptionalText(),
            Model = root["model"].OptionalText(),
            Parts = parts,
            Finish = FinishReasons.WithCalls(finish, parts.Exists(part => part is ToolCallPart)),
            Usage = UsageJson.Read(root["usage"]),
        };
    }
}
