using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Forwarding;
using Switchyard.Router.PassThrough;
using Switchyard.Router.Requests;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Tracing;

/// <summary>The content of one request while it lasts. What outlasts it is in its trace, redacted.</summary>
internal sealed class ContentRecord : IDisposable
{
    private readonly ContentTracing _tracing;
    private readonly ForwardRequest _request;
    private readonly RequestTrace _trace;
    private readonly AnswerRecorder? _answer;
    private readonly RecordedBody? _body;
    private bool _isKept;

    public ContentRecord(ContentTracing tracing, HttpContext context, ForwardRequest request, RequestTrace trace)
    {
        (_tracing, _request, _trace) = (tracing, request, trace);
        if (request.Operation is not (UpstreamOperation.Embeddings or UpstreamOperation.Tokenize or UpstreamOperation.CountTokens or UpstreamOperation.Speech or UpstreamOperation.Images))
        {
            _answer = new AnswerRecorder(tracing.MaxBytes);
            context.Response.Body = _body = new RecordedBody(context.Response, _answer);
        }
    }

    /// <summary>Keeps what was said.</summary>
    /// <param name="outcome">How the request ended.</param>
    /// <param name="error">What the caller will be told in place of an answer.</param>
    public void End(AttemptOutcome? outcome, ApiError? error)
    {
        _isKept = true;
        _body?.End();
        _trace.Content = Read(outcome is not AttemptOutcome.Completed && error is null, error);
    }

    public void Dispose()
    {
        if (!_isKept)
        {
            End(null, null);
        }

        _answer?.Dispose();
    }

    private RequestContent Read(bool isInterrupted, ApiError? error)
    {
        var started = _tracing.Started();
        try
        {
            return new RequestContent
            {
                Redacted = _tracing.Redactor.IsOn,
                Request = ReadRequest().Keep(_tracing.Redactor, started, null),
                Answer = ReadAnswer(error)?.Keep(_tracing.Redactor, started, isInterrupted),
            };
        }
        catch (RegexMatchTimeoutException exception)
        {
            _tracing.ReportWithheld(_trace.Id, exception);
            return new RequestContent { Redacted = true, Request = ContentTracing.Withheld };
        }
    }

    private ContentParts ReadRequest()
    {
        var parts = new ContentParts(_tracing.MaxBytes);
        if (_request.Form is { } form)
        {
            ReadForm(form, parts);
            return parts;
        }

        using var body = JsonDocument.Parse(_request.Body);
        MessageText.ReadRequest(body.RootElement, parts);
        return parts;
    }

    // Of a form with a recording only what the caller says beside it.
    private static void ReadForm(ModelForm form, ContentParts parts)
    {
        foreach (var part in form.Parts)
        {
            if (part is { Name: "prompt", IsFile: false })
            {
                parts.Add(PartRoles.User, PartTypes.Text, Encoding.UTF8.GetString(form.Body.Span[part.ContentStart..part.End]));
            }
        }
    }

    private ContentParts? ReadAnswer(ApiError? error)
    {
        var parts = _answer?.Complete() ?? (error is null ? null : new ContentParts(_tracing.MaxBytes));
        if (error is not null)
        {
            parts!.Add(PartRoles.Assistant, PartTypes.Error, $"{error.Code}: {error.Message}");
        }

        return parts;
    }
}
