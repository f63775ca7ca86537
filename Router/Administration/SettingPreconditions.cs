using System.Globalization;
using Microsoft.Net.Http.Headers;
using Switchyard.Router.Storage;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Administration;

/// <summary>Keeps two administrators from undoing each other's changes: <c>If-Match</c> with the version one has seen, <c>If-None-Match: *</c> for what must be new.</summary>
internal static class SettingPreconditions
{
    public static string TagOf(StoredSetting setting) => $"\"{setting.Version.ToString(CultureInfo.InvariantCulture)}\"";

    public static ApiError? Check(HttpRequest request, StoredSetting? stored)
    {
        var (match, noneMatch) = (request.Headers.IfMatch, request.Headers.IfNoneMatch);
        if (noneMatch.Count > 0 && (noneMatch.ToString() != "*" || stored is not null))
        {
            return noneMatch.ToString() == "*"
                ? ApiErrors.PreconditionFailed($"This was stored already, as version {stored!.Version}.")
                : ApiErrors.InvalidValue("If-None-Match", "The only If-None-Match served here is *.");
        }

        if (match.Count == 0)
        {
            return null;
        }

        if (!EntityTagHeaderValue.TryParseStrictList([.. match.OfType<string>()], out var tags))
        {
            return ApiErrors.InvalidValue("If-Match", "If-Match must hold the ETag of an earlier answer, or *.");
        }

        return stored is not null && tags.Any(tag => tag.Tag == "*" || (!tag.IsWeak && tag.Tag == TagOf(stored))) ? null
            : ApiErrors.PreconditionFailed(stored is null ? "Nothing is stored here now. Read it again before you change it." : $"Somebody changed this since: it is version {stored.Version} now. Read it again before you change it.");
    }
}
