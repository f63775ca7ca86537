using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Definitions;
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

        return CheckText("input", request.Input) ?? ValidateUser(request.User) ?? ValidateConversation(request.Conversation) ?? ValidateModel(request.Model) ?? ValidateKind(request.Kind) ?? ValidateBudget(request.Budget);
    }

    /// <summary>A user id: 1 to 128 of letters, digits and <c>. _ @ -</c>; absent is allowed.</summary>
    public static ApiError? ValidateUser(string? user) => user is null || IsId(user, "._@-")
        ? null
        : ApiErrors.InvalidValue("user", "'user' must be 1 to 128 of the letters a-z and A-Z, digits, '.', '_', '@' and '-'.");

    /// <summary>A conversation's id; absent is allowed.</summary>
    public static ApiError? ValidateConversation(string? conversation) => conversation is null || IsId(conversation, "._@-:")
        ? null
        : ApiErrors.InvalidValue("conversation", "'conversation' must be 1 to 128 of the letters a-z and A-Z, digits, '.', '_', '@', ':' and '-'; 'new' begins another one.");

    /// <summary>A model string; absent is allowed.</summary>
    public static ApiError? ValidateModel(string? model) => model switch
    {
        null => null,
        { Length: 0 or > MaxModelLength } => ApiErrors.InvalidValue("model", $"'model' must be 1 to {MaxModelLength} characters."),
        _ => CheckText("model", model),
    };

    // Which kinds there are, and which are possible for the agent, is looked at with the agent.
    private static ApiError? ValidateKind(string? kind) => kind switch
    {
        null => null,
        { Length: 0 or > MaxIdLength } => ApiErrors.InvalidValue("kind", $"'kind' must be 1 to {MaxIdLength} characters."),
        _ => CheckText("kind", kind),
    };

    private static ApiError? ValidateBudget(RunBudget? budget) => budget switch
    {
        { MaxIterations: < 1 or > BudgetLimits.MaxIterations } => OutOfRange("max_iterations", 1, BudgetLimits.MaxIterations),
        { MaxTokens: < 1 or > BudgetLimits.MaxTokens } => OutOfRange("max_tokens", 1, BudgetLimits.MaxTokens),
        { MaxCost: <= 0 or > BudgetLimits.MaxCost } => OutOfRange("max_cost", 0, BudgetLimits.MaxCost),
        { MaxSeconds: not (null or >= 1 and <= BudgetLimits.MaxSeconds) } => OutOfRange("max_seconds", 1, BudgetLimits.MaxSeconds),
        _ => null,
    };

    private static ApiError OutOfRange(string limit, int from, long to) => ApiErrors.InvalidValue($"budget.{limit}", $"'budget.{limit}' must be {(from == 0 ? "more than 0 and at most" : "from 1 to")} {to}.");

    /// <summary>Text that every store takes.</summary>
    public static ApiError? CheckText(string param, string text) => SafeText.IsClean(text)
        ? null
        : ApiErrors.InvalidCharacter($"'{param}' holds a NUL character or half of a surrogate pair; remove it.") with { Param = param };

    private static bool IsId(string id, string marks) => id.Length is > 0 and <= MaxIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || marks.Contains(c, StringComparison.Ordinal));
}
