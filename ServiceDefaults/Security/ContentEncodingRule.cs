using Microsoft.AspNetCore.Http;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Security;

/// <summary>Refuses compressed bodies: nothing here unpacks them, so none can grow in memory, and the caller hears it in these words instead of as broken JSON.</summary>
internal sealed class ContentEncodingRule : IRequestRule
{
    public ApiError? Check(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding;
        return encoding.Count > 0 && !string.Equals(encoding.ToString(), "identity", StringComparison.OrdinalIgnoreCase) ? ApiErrors.UnsupportedContentEncoding() : null;
    }
}
