using System.Text;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests;

/// <summary>Every caller's dialect with every upstream's: requests, answers and streams.</summary>
public sealed class PairTests
{
    public static TheoryData<Dialect, Dialect> Pairs => Golden.Pairs;

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Request_OfEachCaller_IsWrittenForEachUpstream(Dialect upstream, Dialect caller)
    {
        // The same conversation in three dialects comes out the same; text completions have another.
        var kind = caller == Dialect.Completions ? "completion" : "conversation";

        Golden.Matches($"requests/{upstream}-{kind}.json", Translations.Body(caller, upstream, Golden.Read($"requests/{caller}.json")) + "\n");
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Answer_OfEachUpstream_IsWrittenForEachCaller(Dialect upstream, Dialect caller) =>
        Golden.Matches($"answers/{upstream}-{caller}.json", Translations.Answer(upstream, caller, Golden.Read($"answers/{upstream}.json")) + "\n");

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Stream_OfEachUpstream_IsWrittenForEachCaller(Dialect upstream, Dialect caller) =>
        Golden.Matches($"answers/{upstream}-{caller}.stream", Translations.Stream(upstream, caller, Golden.Read($"answers/{upstream}.stream")));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Stream_InPiecesOfAnySize_IsTheSame(Dialect upstream, Dialect caller)
    {
        var body = Golden.Read($"answers/{upstream}.stream");
        var whole = Translations.Stream(upstream, caller, body);

        for (var size = 1; size <= 17; size++)
        {
            Assert.Equal(whole, Translations.Stream(upstream, caller, body, size));
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Stream_SplitOnceAtEveryByte_IsTheSame(Dialect upstream, Dialect caller)
    {
        var bytes = Encoding.UTF8.GetBytes(Golden.Read($"answers/{upstream}.stream"));
        var whole = Translations.Stream(upstream, caller, Encoding.UTF8.GetString(bytes));

        for (var at = 0; at <= bytes.Length; at++)
        {
            using var translator = Translations.Translator(upstream, caller);
            var output = new System.Buffers.ArrayBufferWriter<byte>();
            translator.Translate(bytes.AsSpan(0, at), output);
            translator.Translate(bytes.AsSpan(at), output);
            translator.Complete(output);
            Assert.Equal(whole, Encoding.UTF8.GetString(output.WrittenSpan));
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Stream_BrokenOffAnywhere_FailsOnceAndNeverFinishes(Dialect upstream, Dialect caller)
    {
        var bytes = Encoding.UTF8.GetBytes(Golden.Read($"answers/{upstream}.stream"));
        for (var length = 0; length < bytes.Length; length += 7)
        {
            using var translator = Translations.Translator(upstream, caller);
            var output = new System.Buffers.ArrayBufferWriter<byte>();
            translator.Translate(bytes.AsSpan(0, length), output);
            var isFinished = translator.IsFinished;
            translator.Complete(output);
            if (!isFinished && translator.Finish is null)
            {
                Assert.Equal((ErrorClass.Upstream, "upstream_stream_interrupted"), (translator.Error!.Class, translator.Error.Code));
            }

            Assert.True(translator.IsFinished);
            Assert.Equal(translator.Finish is null ? 1 : 0, Ends.Errors(caller, Encoding.UTF8.GetString(output.WrittenSpan)));
        }
    }

    [Theory]
    [InlineData(Dialect.Chat)]
    [InlineData(Dialect.Anthropic)]
    [InlineData(Dialect.Gemini)]
    [InlineData(Dialect.Ollama)]
    public void Stream_PutTogether_IsTheWholeAnswer(Dialect upstream)
    {
        var collector = new AnswerCollector();
        var dialect = DialectRegistry.Upstream(upstream);
        using var reader = dialect.CreateEventReader(Translations.Context(Dialect.Chat));
        foreach (var data in Ends.Messages(upstream, Golden.Read($"answers/{upstream}.stream")))
        {
            reader.Read(default, Encoding.UTF8.GetBytes(data), collector);
        }

        reader.Complete(collector);
        Assert.Equal(Canonical.Text(Translations.ReadAnswer(upstream, Golden.Read($"answers/{upstream}.json"))), Canonical.Text(collector.Answer!));
    }
}
