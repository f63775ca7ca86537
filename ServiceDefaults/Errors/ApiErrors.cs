using System.Globalization;

namespace Switchyard.ServiceDefaults.Errors;

/// <summary>The catalogue: every error of the HTTP APIs is made here, so that codes stay few and mean the same everywhere.</summary>
public static class ApiErrors
{
    private const string Invalid = "invalid_request_error";
    private const string Server = "api_error";

    /// <summary>The body is not JSON, or breaks a limit of the reader (duplicate member, depth).</summary>
    public static ApiError InvalidJson(string message) => new(400, Invalid, "invalid_json", message);

    /// <summary>A member has the wrong type or a value out of range.</summary>
    public static ApiError InvalidValue(string param, string message) => new(400, Invalid, "invalid_value", message) { Param = param };

    /// <summary>A required member is missing or empty.</summary>
    public static ApiError MissingParameter(string param, string message) => new(400, Invalid, "missing_required_parameter", message) { Param = param };

    /// <summary>A known member that is not served; refused so that it is never ignored in silence.</summary>
    public static ApiError UnsupportedParameter(string param, string message) => new(400, Invalid, "unsupported_parameter", message) { Param = param };

    /// <summary>A member or header that this caller, or any here, must not send.</summary>
    public static ApiError ParameterNotAllowed(string param, string message) => new(400, Invalid, "parameter_not_allowed", message) { Param = param };

    /// <summary>A URL that must not be asked: not public, not listed, or no plain web address.</summary>
    public static ApiError UrlNotAllowed(string param, string message) => new(400, Invalid, "url_not_allowed", message) { Param = param };

    /// <summary>A URL that may be asked but gave nothing usable.</summary>
    public static ApiError UrlUnreachable(string param, string message) => new(400, Invalid, "url_unreachable", message) { Param = param };

    /// <summary>A file of a kind that is not served, or not what it says it is, or not fit to be decoded.</summary>
    public static ApiError UnsupportedMedia(string param, string message) => new(400, Invalid, "unsupported_media", message) { Param = param };

    /// <summary>A file, or a request's files together, are over the limit.</summary>
    public static ApiError MediaTooLarge(string param, long limitBytes) => new(413, Invalid, "media_too_large", $"'{param}' is over the limit of {limitBytes} bytes, alone or with the files before it.") { Param = param };

    /// <summary>The prompt and the wanted output do not fit the model.</summary>
    public static ApiError ContextLengthExceeded(string param, string message) => new(400, Invalid, "context_length_exceeded", message) { Param = param };

    /// <summary>No such model.</summary>
    public static ApiError ModelNotFound(string model) =>
        new(404, Invalid, "model_not_found", $"The model '{Shorten(model)}' does not exist. GET /v1/models lists the models there are.") { Param = "model" };

    /// <summary>No such thing, or one that belongs to somebody else: the same answer for both.</summary>
    public static ApiError NotFound(string message) => new(404, Invalid, "not_found", message);

    /// <summary>The path is known, the method is not.</summary>
    public static ApiError MethodNotAllowed(string method) => new(405, Invalid, "method_not_allowed", $"The method {Shorten(method)} is not allowed here; the Allow header names the ones that are.");

    /// <summary>No answer of a model had the form that was asked for.</summary>
    public static ApiError StructuredOutputInvalid(string message) => new(502, "upstream_error", "structured_output_invalid", message);

    /// <summary>The thing's state does not allow it.</summary>
    public static ApiError Conflict(string message) => new(409, Invalid, "conflict", message);

    /// <summary>The thing is not what the request's If-Match or If-None-Match says.</summary>
    public static ApiError PreconditionFailed(string message) => new(412, Invalid, "precondition_failed", message);

    /// <summary>The body is over the limit.</summary>
    public static ApiError RequestTooLarge(long limitBytes) => new(413, Invalid, "request_too_large", $"The request body is over the limit of {limitBytes} bytes.");

    /// <summary>The body is not declared as JSON.</summary>
    public static ApiError UnsupportedMediaType() => new(415, Invalid, "unsupported_media_type", "The body must be sent as application/json.");

    /// <summary>The body is not declared as a form with files.</summary>
    public static ApiError FormExpected() => new(415, Invalid, "unsupported_media_type", "The body must be sent as multipart/form-data, with a boundary.");

    /// <summary>The body is not the form it is declared as.</summary>
    public static ApiError InvalidForm(string message) => new(400, Invalid, "invalid_form", message);

    /// <summary>The body is compressed.</summary>
    public static ApiError UnsupportedContentEncoding() => new(415, Invalid, "unsupported_content_encoding", "Compressed bodies are not served; send the body as it is, without Content-Encoding.");

    /// <summary>The request has two lengths.</summary>
    public static ApiError AmbiguousLength() => new(400, Invalid, "ambiguous_length", "The request has both Content-Length and Transfer-Encoding; send one of them.");

    /// <summary>The body is sent in a way this server does not decode.</summary>
    public static ApiError UnsupportedTransferEncoding() => new(400, Invalid, "unsupported_transfer_encoding", "The only Transfer-Encoding served is chunked.");

    /// <summary>The Expect header asks for something unknown.</summary>
    public static ApiError ExpectationFailed() => new(417, Invalid, "expectation_failed", "The only Expect header served is 100-continue.");

    /// <summary>A string holds a character that no store takes.</summary>
    public static ApiError InvalidCharacter(string message) => new(400, Invalid, "invalid_character", message);

    /// <summary>The body or its headers came too slowly.</summary>
    public static ApiError RequestTimeout() => new(408, Invalid, "request_timeout", "The request did not arrive in time.");

    /// <summary>The Host header is not one this service answers to.</summary>
    public static ApiError InvalidHost() => new(400, Invalid, "invalid_host", "This host name is not allowed; add it to AllowedHosts to serve it.");

    /// <summary>A browser sent the request from another site.</summary>
    public static ApiError ForeignOrigin() => new(403, Invalid, "foreign_origin", "Requests from this origin are not allowed; add it to Security:AllowedOrigins to serve it.");

    /// <summary>The key is missing or wrong: the same answer for both.</summary>
    public static ApiError InvalidApiKey(string message) => new(401, Invalid, "invalid_api_key", message);

    /// <summary>Only this machine may ask.</summary>
    public static ApiError LocalOnly() => new(403, Invalid, "local_only", "This path is served to programs on the same machine only.");

    /// <summary>No provider may receive data as confidential as this.</summary>
    public static ApiError DataClassNotAllowed(string message) => new(403, Invalid, "data_class_not_allowed", message);

    /// <summary>The request says something that no provider of its model may receive.</summary>
    public static ApiError PersonalDataNotAllowed(string message) => new(403, Invalid, "personal_data_not_allowed", message);

    /// <summary>No provider may be used for this.</summary>
    public static ApiError TaskNotAllowed(string message) => new(403, Invalid, "task_not_allowed", message);

    /// <summary>Nobody may manage this service as it is set up.</summary>
    public static ApiError AdministrationOff(string message) => new(403, Invalid, "administration_off", message);

    /// <summary>A model's folder cannot be served.</summary>
    public static ApiError ModelLoadFailed(string message) => new(422, Invalid, "model_load_failed", message);

    /// <summary>Nobody who could be asked has such a thing at all.</summary>
    public static ApiError NotImplemented(string? param, string message) => new(501, Invalid, "not_implemented", message) { Param = param };

    /// <summary>A provider did not fetch a model, or did not throw it away.</summary>
    public static ApiError ModelChangeFailed(string message) => new(502, "upstream_error", "model_change_failed", message);

    /// <summary>It has ended and can no longer be changed.</summary>
    public static ApiError AlreadyFinished(string message) => new(409, Invalid, "already_finished", message);

    /// <summary>As many jobs wait as may.</summary>
    public static ApiError QueueFull(string message, TimeSpan retryAfter) => new(429, "rate_limit_error", "queue_full", message) { RetryAfter = retryAfter };

    /// <summary>A job was tried as often as it may be.</summary>
    public static ApiError JobFailed(string message) => new(502, "upstream_error", "job_failed", message);

    /// <summary>A job was not started, or not done, in its time.</summary>
    public static ApiError JobTimedOut(string message) => new(504, "timeout_error", "job_timed_out", message);

    /// <summary>Somebody ended it.</summary>
    public static ApiError Cancelled(string message) => new(409, Invalid, "cancelled", message);

    /// <summary>Nobody can serve the request now.</summary>
    public static ApiError Unavailable(string message, TimeSpan retryAfter) => new(503, Server, "service_unavailable", message) { RetryAfter = retryAfter };

    /// <summary>A bug; the log has it under the request id.</summary>
    public static ApiError Internal() => new(500, Server, "internal_error", "The server failed on this request. Its log has the cause under the request id.");

    /// <summary>Any other status the framework chose.</summary>
    public static ApiError ForStatus(int status, string method) => status switch
    {
        404 => NotFound("There is nothing at this path."),
        405 => MethodNotAllowed(method),
        408 => RequestTimeout(),
        413 => new ApiError(413, Invalid, "request_too_large", "The request body is over the limit."),
        415 => UnsupportedMediaType(),
        >= 500 => Internal() with { Status = status },
        _ => new ApiError(status, Invalid, "invalid_request", "The request could not be understood."),
    };

    // Caller text that is echoed is bounded and visible, so that it can break neither a log line nor a header, nor turn round what is read.
    private static string Shorten(string text)
    {
        var shown = text.Length > 64 ? text[..64] + "…" : text;
        return string.Concat(shown.Select(static c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '?' : c));
    }
}
