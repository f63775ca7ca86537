using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Switchyard.Media;
using Switchyard.Media.Images;
using Switchyard.OutboundHttp;
using Switchyard.Router.Configuration;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Media;

/// <summary>What every body with files passes before it goes anywhere: limits, types by content, hostile images; URLs become bytes. Bodies without files pass untouched and unparsed.</summary>
internal sealed class MediaGate : IDisposable
{
    private static readonly JsonDocumentOptions s_reading = new() { AllowDuplicateProperties = false, MaxDepth = 64 };
    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A large picture takes 256 MB while it is decoded: one at a time.
    private readonly SemaphoreSlim _reducing = new(1);
    private readonly MediaOptions _options;
    private readonly OutboundHttpClient _client;

    public MediaGate(IOptions<RouterOptions> options, TimeProvider time)
    {
        _options = options.Value.Media;
        var outbound = new OutboundHttpOptions { MaxBytes = _options.MaxFileBytes, Timeout = _options.FetchTimeout };
        foreach (var host in _options.AllowedHosts)
        {
            outbound.AllowedHosts.Add(host);
        }

        foreach (var network in _options.AllowedNetworks)
        {
            outbound.AllowedNetworks.Add(network);
        }

        _client = new OutboundHttpClient(outbound, time);
    }

    /// <summary>Looks at <paramref name="body"/>, which is known to be a valid object.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public ValueTask<MediaBody> PassAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        MediaParts.MayBeIn(body.Span) ? new ValueTask<MediaBody>(PassSlowlyAsync(body, cancellationToken)) : new ValueTask<MediaBody>(new MediaBody(body, [], null));

    public void Dispose()
    {
        _client.Dispose();
        _reducing.Dispose();
    }

    private async Task<MediaBody> PassSlowlyAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            var root = JsonNode.Parse(body.Span, documentOptions: s_reading)!.AsObject();
            var (items, isChanged) = await PassPartsAsync(MediaParts.Find(root), cancellationToken);
            return new MediaBody(isChanged ? Write(root) : body, items, null);
        }
        catch (MediaRefusal refusal)
        {
            return new MediaBody(body, [], refusal.Error);
        }
        catch (JsonException)
        {
            // All else was checked before; this is a part of the body that nobody had a type for.
            return new MediaBody(body, [], ApiErrors.InvalidJson("The body has a duplicate member, or is nested too deep.") with { Code = "duplicate_property" });
        }
    }

    private async Task<(MediaItem[] Items, bool IsChanged)> PassPartsAsync(List<MediaPart> parts, CancellationToken cancellationToken)
    {
        if (parts.Count > _options.MaxFiles)
        {
            throw new MediaRefusal(ApiErrors.InvalidValue(parts[_options.MaxFiles].Path, $"The request holds more than {_options.MaxFiles} files."));
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.FetchTimeout);
        var (items, total, isChanged) = (new MediaItem[parts.Count], 0L, false);
        for (var i = 0; i < items.Length; i++)
        {
            var part = parts[i];
            var text = part.Holder[part.Member]!.GetValue<string>();
            var isUrl = MediaFile.IsUrl(part);
            (items[i], var isPut) = isUrl ? await PassUrlAsync(part, text, timeout.Token, cancellationToken) : await PassBytesAsync(part, text, cancellationToken);
            total += items[i].Bytes;
            isChanged |= isPut;
            if (total > _options.MaxRequestBytes)
            {
                throw new MediaRefusal(ApiErrors.MediaTooLarge(part.Path, _options.MaxRequestBytes));
            }
        }

        return (items, isChanged);
    }

    private async ValueTask<(MediaItem Item, bool IsPut)> PassBytesAsync(MediaPart part, string text, CancellationToken cancellationToken)
    {
        var (bytes, label) = MediaFile.Read(part, text, _options.MaxFileBytes);
        if (part.Form == MediaForm.Audio)
        {
            return (new MediaItem(MediaItemKind.Audio, part.Path, bytes.Length, text.Length), false);
        }

        var info = MediaFile.Check(part, bytes, label);
        var reduced = await ReduceAsync(part, bytes, info, cancellationToken);
        return reduced is null ? (MediaFile.Describe(part, info, bytes.Length, text.Length), false) : Put(part, reduced, MediaFile.Check(part, reduced, label: null));
    }

    private async Task<(MediaItem Item, bool IsPut)> PassUrlAsync(MediaPart part, string url, CancellationToken timeout, CancellationToken cancellationToken)
    {
        try
        {
            if (!_options.FetchUrls)
            {
                await _client.CheckAsync(url, timeout);
                return (new MediaItem(part.IsImage ? MediaItemKind.Image : MediaItemKind.Pdf, part.Path, 0, url.Length) { IsLowDetail = part.IsLowDetail }, false);
            }

            var bytes = await _client.FetchAsync(url, timeout);
            var info = MediaFile.Check(part, bytes, label: null);
            return await ReduceAsync(part, bytes, info, cancellationToken) is { } reduced ? Put(part, reduced, MediaFile.Check(part, reduced, label: null)) : Put(part, bytes, info);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MediaRefusal(ApiErrors.UrlUnreachable(part.Path, "The URLs of the request did not answer in time."));
        }
        catch (UrlNotAllowedException exception)
        {
            throw new MediaRefusal(ApiErrors.UrlNotAllowed(part.Path, exception.Message));
        }
        catch (FetchException exception)
        {
            throw new MediaRefusal(exception.Failure == FetchFailure.TooLarge ? ApiErrors.MediaTooLarge(part.Path, _options.MaxFileBytes) : ApiErrors.UrlUnreachable(part.Path, exception.Message));
        }
    }

    private static (MediaItem Item, bool IsPut) Put(MediaPart part, byte[] bytes, MediaInfo info) => (MediaFile.Describe(part, info, bytes.Length, MediaFile.Replace(part, bytes, info)), true);

    // An animation would lose its movement, and stays.
    private async ValueTask<byte[]?> ReduceAsync(MediaPart part, byte[] bytes, MediaInfo info, CancellationToken cancellationToken)
    {
        if (_options.MaxImageEdge is not { } edge || !info.IsImage || info.Frames > 1 || Math.Max(info.Width, info.Height) <= edge)
        {
            return null;
        }

        await _reducing.WaitAsync(cancellationToken);
        try
        {
            return ImageScaler.Reduce(bytes, edge);
        }
        catch (MediaException exception)
        {
            throw new MediaRefusal(ApiErrors.UnsupportedMedia(part.Path, $"'{part.Path}' {exception.Message}."));
        }
        finally
        {
            _reducing.Release();
        }
    }

    private static ReadOnlyMemory<byte> Write(JsonObject root)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, s_writing))
        {
            root.WriteTo(json);
        }

        return output.ToArray();
    }
}
