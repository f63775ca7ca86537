using Switchyard.Contracts.OpenAI;
using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;
using Switchyard.ProviderPlugins;
using Switchyard.Router.Plugins;
using Switchyard.Tests.Common.Logging;
using Xunit;

namespace Switchyard.Router.Tests.Plugins;

/// <summary>A plugin that throws what the interface does not know fails one request and is named in the log, without what the caller said.</summary>
public sealed class PluginWatchTests : IDisposable
{
    private static readonly ModelRequest s_request = new() { Source = Dialect.Chat, Model = "m" };
    private static readonly AnswerContext s_context = new(s_request, "r", DateTimeOffset.UnixEpoch);

    private readonly LogRecorder _logs = new();
    private readonly UpstreamDialect _dialect;

    public PluginWatchTests()
    {
        var faulty = new Faulty();
        _dialect = new PluginWatch("faulty", _logs.CreateLogger("test")).Over(new UpstreamDialect
        {
            Dialect = Dialect.Own,
            RequestWriter = faulty,
            AnswerReader = faulty,
            ErrorReader = faulty,
            CreateEventReader = static _ => throw new NotSupportedException("secret words"),
        });
    }

    [Fact]
    public void Request_ThatCannotBeWritten_GoesToAnother()
    {
        Assert.True(Assert.Throws<TranslationException>(() => _dialect.RequestWriter.Write(s_request, UpstreamTraits.Default)).IsUnsupported);
        AssertLogged("InvalidOperationException");
    }

    [Fact]
    public void Answer_ThatCannotBeRead_IsAFormatError()
    {
        Assert.Throws<AnswerFormatException>(() => _dialect.AnswerReader.Read("{}"u8, s_context));
        AssertLogged("InvalidOperationException");
    }

    [Fact]
    public void Error_ThatCannotBeRead_IsWhatItsStatusSays()
    {
        Assert.Equal(ErrorClass.RateLimit, _dialect.ErrorReader.Read(429, "{}"u8).Class);
        AssertLogged("InvalidOperationException");
    }

    [Fact]
    public void Stream_ThatCannotBeRead_FailsAndEnds()
    {
        using var reader = _dialect.CreateEventReader(s_context);
        var collector = new AnswerCollector();

        Assert.Throws<AnswerFormatException>(() => reader.Read("x"u8, "{}"u8, collector));
        reader.Complete(collector);

        Assert.Equal(ModelError.Interrupted, collector.Error);
        AssertLogged("NotSupportedException");
    }

    [Fact]
    public void Models_ThatCannotBeRead_AreNoList()
    {
        Assert.Null(new WatchedModelList(new Faulty(), new PluginWatch("faulty", _logs.CreateLogger("test"))).Read("{}"u8));
        AssertLogged("InvalidOperationException");
    }

    public void Dispose() => _logs.Dispose();

    private void AssertLogged(string exception)
    {
        var log = string.Join('\n', _logs.Lines);
        Assert.Contains($"The plugin of the provider 'faulty' threw a {exception}", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret words", log, StringComparison.Ordinal);
    }

    private sealed class Faulty : IRequestWriter, IAnswerReader, IErrorReader, IModelListReader
    {
        public string Path => "models";

        public UpstreamRequest Write(ModelRequest request, UpstreamTraits traits) => throw new InvalidOperationException("secret words");

        public ModelAnswer Read(ReadOnlySpan<byte> body, AnswerContext context) => throw new InvalidOperationException("secret words");

        public ModelError Read(int status, ReadOnlySpan<byte> body) => throw new InvalidOperationException("secret words");

        IReadOnlyList<ModelInfo>? IModelListReader.Read(ReadOnlySpan<byte> body) => throw new InvalidOperationException("secret words");
    }
}
