using Microsoft.AspNetCore.Http;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Security;

/// <summary>Refuses requests whose length two programs could read differently: the root of request smuggling.</summary>
internal sealed class FramingRule : IRequestRule
{
    public ApiError? Check(HttpRequest request)
    {
        var encoding = request.Headers.TransferEncoding;
        if (encoding.Count > 0 && HasLength(request))
        {
            return ApiErrors.AmbiguousLength();
        }

        if (encoding.Count > 0 && !string.Equals(encoding.ToString(), "chunked", StringComparison.OrdinalIgnoreCase))
        {
            return ApiErrors.UnsupportedTransferEncoding();
        }

        var expect = request.Headers.Expect;
        return expect.Count > 0 && !string.Equals(expect.ToString(), "100-continue", StringComparison.OrdinalIgnoreCase) ? ApiErrors.ExpectationFailed() : null;
    }

    // Kestrel moves a Content-Length that Transfer-Encoding overrides to X-Content-Length.
    private static bool HasLength(HttpRequest request) => request.ContentLength is not null || request.Headers.ContainsKey("X-Content-Length");
}
