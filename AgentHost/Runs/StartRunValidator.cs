using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.Contracts.Agents;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.AgentHost.Runs;

/// <summary>Checks what a caller sends to start a run.</summary>
internal sealed class StartRunValidator(IOptions<AgentHostOptions> options)
{
    private const int MaxIdLength = 128;
    private const int MaxModelLength = 256;

    /// <summary>What is wrong; null when nothing is.</summary>
    public ApiError? Validate(StartRunRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Input))
        {
            return ApiErrors.MissingParameter("input", "'input' is missing or empty; it is what you ask the agent.");
        }

        if (request.Input.Length > options.Value.MaxInputLength)
        {
            return ApiErrors.InvalidValue("input", $"'input' is longer than {options.Value.MaxInputLength} characters.");
        }

        return CheckText("input", request.Input) ?? ValidateUser(request.User) ?? ValidateConversation(request.Conversation) ?? ValidateModel(request.Model);
    }

    /// <summary>A user id: 1 to 128 of letters, digits and <c>. _ @ -</c>; absent is allowed.</summary>
    public static ApiError? ValidateUser(string? user) => user is null || IsId(user, "._@-")
        ? null
        : ApiErrors.InvalidValue("user", "'user' must be 1 to 128 of the letters a-z and A-Z, digits, '.', '_', '@' and '-'.");

    private static ApiError? ValidateConversation(string? conversation) => conversation is null || IsId(conversation, "._@-:")
        ? null
        : ApiErrors.InvalidValue("conversation", "'conversation' must be 1 to 128 of the letters a-z and A-Z, digits, '.', '_', '@', ':' and '-'; 'new' begins another one.");

    private static ApiError? ValidateModel(string? model) => model switch
    {
        null => null,
        { Length: 0 or > MaxModelLength } => ApiErrors.InvalidValue("model", $"'model' must be 1 to {MaxModelLength} characters."),
        _ => CheckText("model", model),
    };

    private static ApiError? CheckText(string param, string text) => SafeText.IsClean(text)
        ? null
        : ApiErrors.InvalidValue(param, $"'{param}' holds a NUL character or half of a surrogate pair; remove it.") with { Code = "invalid_character" };

    private static bool IsId(string id, string marks) => id.Length is > 0 and <= MaxIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || marks.Contains(c, StringComparison.Ordinal));
}
