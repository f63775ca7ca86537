using System.Buffers;
using Switchyard.Providers;
using Switchyard.Providers.OpenAICompatible;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Forwarding.Answers;

/// <summary>Holds an answer in one piece back until it is whole and proves to be one, so that another upstream can still give a better. Larger ones are passed on as they come.</summary>
internal static class JsonAnswer
{
    private const int MaxHeldBytes = 256 * 1024;
    private const int InitialBytes = 4 * 1024;

    /// <summary>Reads <paramref name="content"/>.</summary>
    /// <returns>What stands for it, or what is wrong with it.</returns>
    public static async ValueTask<(HttpContent? Content, ProviderError? Refusal)> HoldBackAsync(HttpContent content, TimeSpan idleTimeout, StreamOutcome outcome, CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        idle.CancelAfter(idleTimeout);
        try
        {
            var stream = await content.ReadAsStreamAsync(idle.Token);
            var held = new ArrayBufferWriter<byte>((int)Math.Min(content.Headers.ContentLength ?? InitialBytes, MaxHeldBytes) + 1);
            var isWhole = await FillAsync(stream, held, idle, idleTimeout);
            return isWhole ? Judge(content, held, outcome) : (new AnswerContent(content, new PrefixedStream(held.WrittenMemory, stream)), null);
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

    private static async ValueTask<bool> FillAsync(Stream stream, ArrayBufferWriter<byte> held, CancellationTokenSource idle, TimeSpan idleTimeout)
    {
        while (held.WrittenCount < MaxHeldBytes)
        {
            var read = await stream.ReadAsync(held.GetMemory(1), idle.Token);
            if (read == 0)
            {
                return true;
            }

            held.Advance(read);
            idle.CancelAfter(idleTimeout);
        }

        return false;
    }

    private static (HttpContent? Content, ProviderError? Refusal) Judge(HttpContent content, ArrayBufferWriter<byte> held, StreamOutcome outcome)
    {
        if (held.WrittenCount == 0)
        {
            return (null, new ProviderError("sent an empty answer"));
        }

        var answer = AnswerReader.Read(held.WrittenSpan);
        if (answer.Facts.HasFlag(EventFacts.Malformed))
        {
            return (null, new ProviderError("did not send an answer that can be read") { Code = ProviderErrorCodes.InvalidResponse });
        }

        if (answer.Facts.HasFlag(EventFacts.Error))
        {
            return (null, EarlyError.Judge(ErrorReader.Parse(held.WrittenMemory)));
        }

        outcome.Usage = answer.Usage;
        return (new AnswerContent(content, ReplayStream.Over(held.WrittenMemory)), null);
    }
}
