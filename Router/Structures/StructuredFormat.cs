using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;
using Switchyard.JsonSchemas;
using Switchyard.Router.Configuration;
using Switchyard.Router.Strategies;

namespace Switchyard.Router.Structures;

/// <summary>The form an answer must have, how a model is asked for it, and whether an answer has it.</summary>
/// <param name="Format">What the caller asked for.</param>
/// <param name="Schema">The schema; <see langword="null"/> where any object will do.</param>
internal sealed record StructuredFormat(ResponseFormat Format, JsonSchema? Schema)
{
    /// <summary>Tells whether <paramref name="provider"/> has to be asked for the form in words.</summary>
    public bool IsPrompted(ProviderConfig provider) => provider.IsPromptedFor(Format.Kind);

    /// <summary>Asks for the form in words, where <paramref name="provider"/> has no other way.</summary>
    public ModelRequest Ask(ModelRequest request, ProviderConfig provider) => !IsPrompted(provider) ? request : request with
    {
        ResponseFormat = null,
        Instructions = [.. request.Instructions, new TextPart(Instruction())],
    };

    /// <summary>Adds a wrong answer and what is wrong with it.</summary>
    public static ModelRequest TellWhatIsWrong(ModelRequest request, ModelAnswer answer, string problem) => request with
    {
        Messages =
        [
            .. request.Messages,
            new Message(MessageRole.Assistant, [new TextPart(AnswerText.Of(answer) is { Length: > 0 } text ? text : "{}")], string.Empty),
            new Message(MessageRole.User, [new TextPart($"That was not valid: {problem}. Answer again with the corrected JSON and nothing else.")], string.Empty),
        ],
    };

    /// <summary>Says what is wrong with <paramref name="answer"/>; <see langword="null"/> where nothing is. Calls and refusals are answers of another kind, and pass.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="json">The JSON in its text; <see langword="null"/> where it is not text that answers.</param>
    public string? Check(ModelAnswer answer, out string? json)
    {
        json = null;
        if (answer.Parts.Any(static part => part is ToolCallPart or RefusalPart) || answer.Finish.Reason is FinishReason.Refusal or FinishReason.ContentFilter)
        {
            return null;
        }

        json = JsonExtract.Find(AnswerText.Of(answer), out var value);
        if (json is null)
        {
            return answer.Finish.Reason is FinishReason.Length or FinishReason.ContextLength ? "the JSON was cut off at the limit of tokens" : "there is no whole JSON value in it";
        }

        return Schema is not null ? Schema.Validate(value) : value.ValueKind == JsonValueKind.Object ? null : "it is not a JSON object";
    }

    private string Instruction() => Format.Schema is { } schema
        ? $"Answer with one JSON value that is valid by this JSON Schema, and with nothing else: no explanation, no code fence.{(Format.Description is { Length: > 0 } description ? $" It is for: {description}" : string.Empty)}\n{schema.GetRawText()}"
        : "Answer with one JSON object and with nothing else: no explanation, no code fence.";
}
