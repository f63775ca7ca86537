using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Errors;
using Switchyard.Dialects.Json;

namespace Switchyard.Cohere;

/// <summary>Reads Cohere's errors, <c>{"id":…,"message":…}</c>: the status says which, but for a few that only the message tells apart.</summary>
internal sealed class CohereErrorReader : ErrorReader
{
    protected override ModelError Read(int status, JsonField root)
    {
        var message = Message(root) ?? StatusMessage(status);
        return new ModelError(Classify(status, message), message);
    }

    private static ErrorClass Classify(int status, string message) => status switch
    {
        // A limit of the answer that is too high is said in the same words.
        400 or 422 when message.Contains("too many tokens", StringComparison.OrdinalIgnoreCase) && !message.Contains("max tokens must", StringComparison.OrdinalIgnoreCase) => ErrorClass.ContextLength,
        498 => ErrorClass.ContentFilter,
        499 => ErrorClass.Upstream,
        _ => ErrorClasses.OfStatus(status),
    };
}
