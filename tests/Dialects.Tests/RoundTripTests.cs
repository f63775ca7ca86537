using System.Text;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests;

/// <summary>What a dialect can say, it says without loss: written and read back, nothing has changed.</summary>
public sealed class RoundTripTests
{
    private const int Count = 300;

    private static readonly UpstreamTraits s_traits = new() { HasExtendedSampling = true, ReasoningHistory = ReasoningHistory.Details };

    [Theory]
    [InlineData(Dialect.Chat)]
    [InlineData(Dialect.Anthropic)]
    public void Request_WrittenAndRead_IsTheSame(Dialect dialect)
    {
        for (var seed = 0; seed < Count; seed++)
        {
            var request = new RandomRequests(seed, dialect).Next();
            var written = DialectRegistry.Upstream(dialect).RequestWriter.Write(request, s_traits);
            var read = DialectRegistry.Caller(dialect).RequestReader.Read(written.Body.Span);

            Assert.True(written.Dropped.Count == 0, $"Seed {seed} dropped {string.Join(", ", written.Dropped)}.");
            Same(seed, Canonical.Text(request), Canonical.Text(read));
        }
    }

    [Theory]
    [InlineData(Dialect.Chat)]
    [InlineData(Dialect.Anthropic)]
    public void Answer_WrittenAndRead_IsTheSame(Dialect dialect)
    {
        for (var seed = 0; seed < Count; seed++)
        {
            var answer = new RandomAnswers(seed, dialect).Next();

            Same(seed, Canonical.Text(answer), Canonical.Text(Translations.ReadAnswer(dialect, Translations.WriteAnswer(dialect, answer))));
        }
    }

    [Theory]
    [InlineData(Dialect.Chat)]
    [InlineData(Dialect.Anthropic)]
    public void Stream_WrittenAndRead_IsTheSame(Dialect dialect)
    {
        for (var seed = 0; seed < Count; seed++)
        {
            var answer = new RandomAnswers(seed, dialect).Next();
            using var writer = DialectRegistry.Caller(dialect).CreateEventWriter(Translations.Context(dialect));
            var recorder = new EventRecorder(writer);
            AnswerPlayer.Play(answer, new Random(seed), recorder);

            var collector = new AnswerCollector();
            using var reader = DialectRegistry.Upstream(dialect).CreateEventReader(Translations.Context(dialect));
            foreach (var data in Ends.Messages(dialect, recorder.Stream))
            {
                reader.Read(default, Encoding.UTF8.GetBytes(data), collector);
            }

            Same(seed, Canonical.Text(answer), Canonical.Text(collector.Answer!));
        }
    }

    [Theory]
    [MemberData(nameof(Golden.Pairs), MemberType = typeof(Golden))]
    public void Request_OfEachCaller_IsReadWhateverTheSeed(Dialect upstream, Dialect caller)
    {
        // What one dialect says, every other says or refuses by name; nothing else may happen.
        if (caller is Dialect.Completions or Dialect.Responses)
        {
            return;
        }

        for (var seed = 0; seed < Count; seed++)
        {
            var request = new RandomRequests(seed, caller).Next();
            var refusal = Record.Exception(() => DialectRegistry.Upstream(upstream).RequestWriter.Write(request, UpstreamTraits.Default));

            Assert.True(refusal is null or TranslationException { IsUnsupported: true }, $"Seed {seed}: {refusal}");
        }
    }

    private static void Same(int seed, string expected, string actual) => Assert.True(expected == actual, $"Seed {seed}:\n{expected}\nbecame\n{actual}");
}
