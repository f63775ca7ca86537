using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Switchyard.Router.BaseUrl;
using Switchyard.Router.Configuration;
using Switchyard.Router.Endpoints;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Media;
using Switchyard.Router.Routing;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.Router.PassThrough;

/// <summary>The way of a recording that is to be written down: its form is read once and kept whole, so that it can be sent to one upstream after the other.</summary>
internal sealed class TranscriptionHandler(ModelRequestHandler handler, ApiErrorWriter errors, IOptions<RouterOptions> options)
{
    private const string ModelField = "model";
    private const string FileField = "file";
    private const int MaxModelBytes = 512;

    private readonly int _maxBytes = options.Value.Media.MaxRequestBytes;

    /// <summary>Handles a request whose body is a form.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (FormReader.BoundaryOf(context.Request.ContentType) is not { } boundary)
        {
            await errors.WriteAsync(context, ApiErrors.FormExpected());
            return;
        }

        // The server's own limit is for JSON.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (await BodyBytes.ReadAsync(context, _maxBytes) is not { } body)
        {
            await errors.WriteAsync(context, ApiErrors.RequestTooLarge(_maxBytes) with { Message = $"The form is over the limit of {_maxBytes} bytes; send a shorter or more compressed recording, or raise Router:Media:MaxRequestBytes." });
            return;
        }

        if (Read(context, body, boundary, out var request) is { } problem)
        {
            await errors.WriteAsync(context, problem);
            return;
        }

        await handler.ForwardAsync(context, request!);
    }

    private static ApiError? Read(HttpContext context, ReadOnlyMemory<byte> body, string boundary, out ForwardRequest? request)
    {
        request = null;
        try
        {
            var parts = FormReader.Read(body.Span, boundary);
            if (Check(parts) is { } problem)
            {
                return problem;
            }

            var (model, file) = (parts.Single(static part => part.Name == ModelField), parts.Single(static part => part.Name == FileField));
            var name = Encoding.UTF8.GetString(body.Span[model.ContentStart..Math.Min(model.End, model.ContentStart + MaxModelBytes + 1)]);
            if (!IsName(name, boundary))
            {
                return ApiErrors.InvalidValue(ModelField, $"'model' must be a name of at most {MaxModelBytes} bytes, on one line and without the boundary of the form.");
            }

            var form = new ModelForm(MediaTypeHeaderValue.Parse(context.Request.ContentType!), model, name) { Body = body, Parts = parts };
            request = new ForwardRequest(UpstreamOperation.Transcription, body, default, form.ModelName, RouteHints.Read(context.Request.Headers))
            {
                Form = form,
                Media = [new MediaItem(MediaItemKind.Audio, FileField, file.Length, file.Length)],
            };
            return PassThroughEndpoints.CheckModel(form.ModelName);
        }
        catch (FormException exception)
        {
            return ApiErrors.InvalidForm(exception.Message);
        }
    }

    // Upstreams are told a part of the name, behind the headers of its part: there it must not be read as the end of the part.
    private static bool IsName(string name, string boundary) =>
        Encoding.UTF8.GetByteCount(name) <= MaxModelBytes && !name.Any(char.IsControl) && !name.Contains("--" + boundary, StringComparison.Ordinal);

    private static ApiError? Check(IReadOnlyList<FormPart> parts)
    {
        if (parts.FirstOrDefault(static part => BaseUrlMember.IsOne(part.Name)) is { } address)
        {
            return CallerAddresses.Refuse(address.Name);
        }

        var (models, files) = (parts.Where(static part => part.Name == ModelField).ToList(), parts.Where(static part => part.Name == FileField).ToList());
        return models.Count > 1 ? ApiErrors.InvalidValue(ModelField, "'model' must be there once.")
            : files.Count > 1 ? ApiErrors.InvalidValue(FileField, "'file' must be there once: one recording a request.")
            : models is [{ IsFile: true }] ? ApiErrors.InvalidValue(ModelField, "'model' must be a field of the form and no file.")
            : files is not [{ IsFile: true, Length: > 0 }] ? ApiErrors.MissingParameter(FileField, "'file' must hold the recording, sent as a file with a file name.")
            : models.Count == 0 ? PassThroughEndpoints.CheckModel(null)
            : null;
    }
}
