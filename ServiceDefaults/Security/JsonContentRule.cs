using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Security;

/// <summary>Refuses bodies that are not declared as JSON: a web page can send forms and plain text to any address without asking, JSON it cannot.</summary>
internal sealed class JsonContentRule(IOptions<ServiceDefaultsOptions> options) : IRequestRule
{
    private readonly bool _jsonOnly = options.Value.JsonBodiesOnly;

    public ApiError? Check(HttpRequest request) => _jsonOnly && HasBody(request) && !request.HasJsonContentType() ? ApiErrors.UnsupportedMediaType() : null;

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength > 0 || (request.ContentLength is null && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true);
}
