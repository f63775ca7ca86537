using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Switchyard.Documents;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Metadata;
using Switchyard.Router.Routing;
using Switchyard.Router.Translation;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Media;

/// <summary>
/// Brings requests with files to models that take such. Where no model of the plan does, the files become words: texts are put in as they are, PDFs are
/// read, images are described by a model that sees. What cannot become words is refused, never dropped.
/// </summary>
internal sealed class MediaFit(ModelFacts facts, ImageDescriber images, DocumentText documents, KnownWords known, IOptions<RouterOptions> options, TimeProvider time)
{
    /// <summary>The header that names what became words.</summary>
    public const string HeaderName = "x-switchyard-as-text";

    private static readonly MediaItemKind[] s_kinds = [MediaItemKind.Image, MediaItemKind.Pdf, MediaItemKind.Audio];

    /// <summary>Gets the plan and the request as they go together.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public async Task<(RoutePlan Plan, ForwardRequest Request)> FitAsync(HttpContext context, RoutePlan plan, ForwardRequest request)
    {
        if (plan.Error is not null || request.Media.Count == 0 || request.Caller is null)
        {
            return (plan, request);
        }

        // What the first model lacks becomes words, unless another of the plan lacks nothing.
        var kinds = s_kinds.Where(kind => request.Media.Any(item => item.Kind == kind)).ToList();
        var able = Leave(plan, kinds);
        var lacking = able.Error is null ? [] : kinds.Where(kind => !Takes(plan.EachCandidate().First(), kind)).ToList();
        var hasTexts = request.Operation != UpstreamOperation.Messages && request.Media.Any(item => item.Kind == MediaItemKind.Text);
        if (lacking.Count == 0 && !hasTexts)
        {
            return (able, request);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(options.Value.Media.WordsTimeout);
        try
        {
            var changed = await PutInWordsAsync(context, plan, request, lacking, hasTexts, deadline.Token);
            return (able.Error is null ? able : Leave(plan, kinds.Except(lacking).ToList()), changed);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            var (limit, model) = (options.Value.Media.WordsTimeout.TotalSeconds, plan.EachCandidate().First().ModelId);
            return (RoutePlan.Refuse(ApiErrors.UnsupportedMedia("messages", string.Create(CultureInfo.InvariantCulture, $"'{model}' does not take all files of the request, and they did not become words within {limit:0.###} s (Router:Media:WordsTimeout). Send fewer or smaller ones, or name a model that takes them."))), request);
        }
        catch (MediaRefusal refusal)
        {
            return (RoutePlan.Refuse(refusal.Error), request);
        }
    }

    private RoutePlan Leave(RoutePlan plan, List<MediaItemKind> kinds) => plan.Filter(one => one.Without(
        candidate => kinds.Any(kind => !Takes(candidate, kind)),
        candidate => $"'{candidate.ModelId}' does not take {WordOf(kinds.First(kind => !Takes(candidate, kind)))}",
        () => ApiErrors.UnsupportedMedia("messages", $"'{one.Candidates[0].ModelId}' does not take all files of the request.")));

    // Who does not say what it takes may take it, and judges for itself; capabilities alone say it only of nodes, which list all they have.
    private bool Takes(RouteCandidate candidate, MediaItemKind kind)
    {
        var known = facts.Of(candidate);
        var inputs = candidate.Provider.Config.Kind == ProviderKind.Nodes ? ModelCatalog.InputsOf(known) : known.InputModalities ?? [];
        return inputs.Count == 0 || inputs.Contains(kind switch { MediaItemKind.Image => "image", MediaItemKind.Audio => "audio", _ => "file" });
    }

    private async Task<ForwardRequest> PutInWordsAsync(HttpContext context, RoutePlan plan, ForwardRequest request, List<MediaItemKind> lacking, bool hasTexts, CancellationToken cancellationToken)
    {
        var model = plan.EachCandidate().First().ModelId;
        var root = JsonNode.Parse(request.Body.Span)!.AsObject();
        var (parts, done) = (MediaParts.Find(root), new SortedSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < parts.Count; i++)
        {
            // They are in the same order. Their places differ: what was fetched stands under another name than its address did.
            var item = request.Media[i];
            if (item.Kind == MediaItemKind.Text ? hasTexts : lacking.Contains(item.Kind))
            {
                MediaWords.Replace(parts[i], await ToWordsAsync(context, request, model, parts[i], item, cancellationToken));
                done.Add(WordOf(item.Kind));
            }
        }

        context.Response.Headers[HeaderName] = string.Join(", ", done);
        var body = JsonSerializer.SerializeToUtf8Bytes(root);
        return request with
        {
            Body = body,
            Model = ModelMember.Find(body),
            Media = [.. request.Media.Where(item => item.Kind == MediaItemKind.Text ? !hasTexts : !lacking.Contains(item.Kind))],
            Caller = new CallerRequest(request.Caller!.Caller, body, context.TraceIdentifier, time.GetUtcNow()),
        };
    }

    private async Task<string> ToWordsAsync(HttpContext context, ForwardRequest request, string model, MediaPart part, MediaItem item, CancellationToken cancellationToken) => item.Kind switch
    {
        MediaItemKind.Text => Named(part, Encoding.UTF8.GetString(BytesOf(part))),
        MediaItemKind.Image when images.IsSetUp => $"[An image, described by another model: {await DescribeAsync(context, request, part, item, cancellationToken)}]",
        MediaItemKind.Image => throw Refuse(item, $"'{model}' takes no images. Name a model that does (GET /v1/models?input=image lists them), or have images described by one: Router:Media:VisionModel."),
        MediaItemKind.Audio => throw Refuse(item, $"'{model}' takes no sound. Name a model that does: GET /v1/models?input=audio lists them."),
        _ when !MediaFile.IsUrl(part) => Named(part, await known.GetAsync(TextOf(part), () => ReadAsync(part, item, model, cancellationToken))),
        _ => throw Refuse(item, $"'{model}' takes no documents, and this one is not fetched to be read (Router:Media:FetchUrls). Send its bytes, or name a model that takes documents: GET /v1/models?input=file lists them."),
    };

    // What an address shows changes; the same bytes are always the same picture.
    private Task<string> DescribeAsync(HttpContext context, ForwardRequest request, MediaPart part, MediaItem image, CancellationToken cancellationToken)
    {
        var number = 1 + request.Media.TakeWhile(other => !ReferenceEquals(other, image)).Count(other => other.Kind == MediaItemKind.Image);
        Task<string> AskAsync() => images.DescribeAsync(context, request.Hints, image, number, UrlOf(part), cancellationToken);
        return MediaFile.IsUrl(part) ? AskAsync() : known.GetAsync(TextOf(part), AskAsync);
    }

    private async Task<string> ReadAsync(MediaPart part, MediaItem item, string model, CancellationToken cancellationToken)
    {
        try
        {
            return await documents.ReadAsync(BytesOf(part), cancellationToken);
        }
        catch (DocumentException exception)
        {
            throw Refuse(item, $"'{model}' takes no documents, and this one cannot be put in as text: it {exception.Message}. Name a model that takes documents: GET /v1/models?input=file lists them.");
        }
    }

    private static MediaRefusal Refuse(MediaItem item, string message) => new(ApiErrors.UnsupportedMedia(item.Path, message));

    private static string Named(MediaPart part, string text) => MediaWords.NameOf(part) is { } name ? $"[Document {name}]\n{text}" : text;

    private static byte[] BytesOf(MediaPart part) => MediaFile.Read(part, TextOf(part), int.MaxValue).Bytes;

    private static string UrlOf(MediaPart part) => part.Form == MediaForm.Base64 ? $"data:{part.Label};base64,{TextOf(part)}" : TextOf(part);

    private static string TextOf(MediaPart part) => part.Holder[part.Member]!.GetValue<string>();

    private static string WordOf(MediaItemKind kind) => kind switch
    {
        MediaItemKind.Image => "images",
        MediaItemKind.Audio => "sound",
        MediaItemKind.Pdf => "documents",
        _ => "texts",
    };
}
