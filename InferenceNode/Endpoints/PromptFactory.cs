using Switchyard.Inference.Models;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Makes tokens of text that callers send, and refuses what cannot fit before it is tokenized.</summary>
internal static class PromptFactory
{
    /// <summary>Encodes a prompt that is text; it is the caller's whole prompt, so control tokens in it are control tokens.</summary>
    public static IReadOnlyList<int>? FromText(InferenceModel model, string param, string text, out ApiError? error)
    {
        error = CheckSize(model, param, text.Length);
        return error is null ? [.. model.Tokenizer.PrefixIds, .. model.Tokenizer.Encode(text, allowSpecial: true)] : null;
    }

    // Text of n characters has n bytes or more (marks of the guard excepted, three for each character they protect), and no token has more
    // than MaxTokenBytes of them. So text that cannot fit is refused without the work of encoding it.
    public static ApiError? CheckSize(InferenceModel model, string param, long characters)
    {
        var least = characters / (3L * model.Tokenizer.MaxTokenBytes);
        return least > model.ContextLength
            ? ApiErrors.ContextLengthExceeded(param, $"This model's context has {model.ContextLength} tokens. The prompt has at least {least}. Shorten it.")
            : null;
    }
}
