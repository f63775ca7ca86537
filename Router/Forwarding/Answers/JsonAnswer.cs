using System.Buffers;
using System.Text.Json;
using Switchyard.Dialects;
using Switchyard.Providers;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Tools;
using Switchyard.Router.Translation;

namespace Switchyard.Router.Forwarding.Answers;

/// <summary>Holds an answer in one piece back until it is whole and proves to be one, so that another upstream can still give a better. Larger ones are passed on as they come, and proved on their way, unless they have to be translated.</summary>
/// <param name="times">How long the upstream may be silent, and may take altogether.</param>
/// <param name="time">The time.</param>
/// <param name="outcome">Where what came of it is noted.</param>
/// <param name="dialect">The upstream's dialect.</param>
internal sealed class JsonAnswer(StreamTimes times, TimeProvider time, StreamOutcome outcome, UpstreamDialect dialect)
{
    private const int MaxHeldBytes = 256 * 1024;

    // As much as a caller may send: an answer is translated whole, and no model says more.
    private const int MaxTranslatedBytes = 32 * 1024 * 1024;
    private const int InitialBytes = 4 * 1024;

    // What an error says that came although the status was one of success.
    private const int Success = 200;

    /// <summary>Reads <paramref name="content"/>.</summary>
    /// <returns>What stands for it, or what is wrong with it.</returns>
    public async ValueTask<(HttpContent? Content, ProviderError? Refusal)> HoldBackAsync(HttpContent content, AnswerTranslation? translation, CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var stream = await content.ReadAsStreamAsync(idle.Token);
            var held = new ArrayBufferWriter<byte>((int)Math.Min(content.Headers.ContentLength ?? InitialBytes, MaxHeldBytes) + 1);
            var isWhole = await FillAsync(stream, held, translation is null ? MaxHeldBytes : MaxTranslatedBytes, idle);
            return isWhole ? Judge(content, held, translation)
                : translation is null ? PassOn(content, held, stream)
                : (null, new ProviderError("sent an answer too large to be translated") { Code = ProviderErrorCodes.InvalidResponse });
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return (null, new ProviderError("broke off before its answer was whole"));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, new ProviderError("did not finish its answer in time") { Code = ProviderErrorCodes.Timeout });
        }
    }

    private async ValueTask<bool> FillAsync(Stream stream, ArrayBufferWriter<byte> held, int maxBytes, CancellationTokenSource idle)
    {
        while (held.WrittenCount < maxBytes)
        {
            var pending = stream.ReadAsync(held.GetMemory(1), idle.Token);
            if (!pending.IsCompleted)
            {
                // Most answers came with their headers, and what is there needs no timer.
                idle.CancelAfter(times.NextRead(time));
            }

            var read = await pending;
            if (read == 0)
            {
                return true;
            }

            held.Advance(read);
        }

        return false;
    }

    private (HttpContent? Content, ProviderError? Refusal) PassOn(HttpContent content, ArrayBufferWriter<byte> held, Stream rest)
    {
        var outline = new JsonOutline();
        outline.Add(held.WrittenSpan);
        if (outline.IsBroken)
        {
            return (null, ProviderErrors.Unreadable());
        }

        if (FindError(outline.Members) is { } refusal)
        {
            return (null, refusal);
        }

        var stream = new PassedStream(rest, times, time);
        stream.PutBack(held.WrittenMemory);
        return (new AnswerContent(content, new ProvedStream(stream, held.WrittenCount, outline, dialect.Dialect, outcome)), null);
    }

    // A member that is whole already can still be told from an answer.
    private ProviderError? FindError(ReadOnlySpan<byte> members)
    {
        try
        {
            var reader = new Utf8JsonReader(members, isFinalBlock: false, default);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isError = reader.ValueTextEquals("error"u8);
                var isWhole = reader.Read();
                var start = (int)reader.TokenStartIndex;
                if (!isWhole || !reader.TrySkip())
                {
                    return null;
                }

                if (isError && reader.TokenType != JsonTokenType.Null)
                {
                    return ProviderErrors.InPlaceOfAnswer(dialect.ErrorReader.Read(Success, [.. "{\"error\":"u8, .. members[start..(int)reader.BytesConsumed], (byte)'}']));
                }
            }

            return null;
        }
        catch (JsonException)
        {
            return ProviderErrors.Unreadable();
        }
    }

    private (HttpContent? Content, ProviderError? Refusal) Judge(HttpContent content, ArrayBufferWriter<byte> held, AnswerTranslation? translation)
    {
        if (held.WrittenCount == 0)
        {
            return (null, new ProviderError("sent an empty answer"));
        }

        var answer = AnswerReader.Read(held.WrittenSpan);
        if (answer.Facts.HasFlag(EventFacts.Malformed))
        {
            return (null, ProviderErrors.Unreadable());
        }

        if (answer.Facts.HasFlag(EventFacts.Error))
        {
            return (null, ProviderErrors.InPlaceOfAnswer(dialect.ErrorReader.Read(Success, held.WrittenSpan)));
        }

        if (translation is not null)
        {
            return Translate(content, held, translation);
        }

        outcome.Usage = dialect.Dialect == Dialect.Chat ? answer.Usage : ReadUsage(held.WrittenSpan);
        return (new AnswerContent(content, ReplayStream.Over(held.WrittenMemory)), null);
    }

    private AnswerUsage? ReadUsage(ReadOnlySpan<byte> answer)
    {
        try
        {
            return AnswerUsage.Of(dialect.AnswerReader.Read(answer, DialectEventJudge.NoContext).Usage);
        }
        catch (AnswerFormatException)
        {
            // Passed on all the same: the caller may know what is unknown here.
            return null;
        }
    }

    private (HttpContent? Content, ProviderError? Refusal) Translate(HttpContent content, ArrayBufferWriter<byte> held, AnswerTranslation translation)
    {
        try
        {
            var body = translation.Translate(held.WrittenSpan, outcome);
            return (new AnswerContent(content, ReplayStream.Over(body)) { Headers = { ContentLength = body.Length } }, null);
        }
        catch (AnswerFormatException)
        {
            return (null, ProviderErrors.Unreadable());
        }
        catch (MissingToolCallException exception)
        {
            return (null, new ProviderError(exception.Message) { Code = ProviderErrorCodes.InvalidResponse });
        }
    }
}
