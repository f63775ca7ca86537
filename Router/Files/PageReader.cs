using System.Globalization;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Files;

/// <summary>Reads which page of a list a caller wants, in OpenAI's words: <c>limit</c> and <c>after</c>.</summary>
internal static class PageReader
{
    /// <summary>Reads how many are wanted at most.</summary>
    public static bool TryReadLimit(IQueryCollection values, int defaultLimit, int maxLimit, out int limit, out ApiError? error)
    {
        limit = defaultLimit;
        error = values["limit"].FirstOrDefault() is not { } text || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit >= 1 && limit <= maxLimit)
            ? null
            : ApiErrors.InvalidValue("limit", $"'limit' must be a number from 1 to {maxLimit}.");
        return error is null;
    }
}
