using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Security;

/// <summary>Refuses bodies that are not declared as JSON: a web page can send forms and plain text to any address without asking, JSON it cannot. Where forms are served, <see cref="OriginRule"/> alone keeps it away.</summary>
internal sealed class JsonContentRule(IOptions<ServiceDefaultsOptions> options) : IRequestRule
{
    private readonly bool _jsonOnly = options.Value.JsonBodiesOnly;
    private readonly string[] _formPaths = [.. options.Value.FormPaths];
    private readonly string[] _mediaTypes = [.. options.Value.MoreMediaTypes];

    public ApiError? Check(HttpRequest request) =>
        !_jsonOnly || !HasBody(request) || request.HasJsonContentType() || IsAmong(request.ContentType) ? null
        : !TakesForms(request.Path) ? ApiErrors.UnsupportedMediaType()
        : IsForm(request.ContentType) ? null
        : ApiErrors.FormExpected();

    private bool TakesForms(PathString path)
    {
        foreach (var end in _formPaths)
        {
            if (path.Value?.TrimEnd('/').EndsWith(end, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAmong(string? contentType) =>
        _mediaTypes.Length > 0 && MediaTypeHeaderValue.TryParse(contentType, out var type) && _mediaTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase);

    private static bool IsForm(string? contentType) => contentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength > 0 || (request.ContentLength is null && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true);
}
