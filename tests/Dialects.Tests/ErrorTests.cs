using System.Buffers;
using System.Text;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests;

/// <summary>Every upstream's errors, and every caller's.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData(Dialect.Chat, 400, """{"error":{"message":"Too long.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}""", ErrorClass.ContextLength)]
    [InlineData(Dialect.Chat, 429, """{"error":{"message":"No money.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""", ErrorClass.Quota)]
    [InlineData(Dialect.Chat, 429, """{"error":{"message":"Slow down.","type":"tokens","code":"rate_limit_exceeded"}}""", ErrorClass.RateLimit)]
    [InlineData(Dialect.Chat, 401, """{"error":{"message":"Wrong key.","code":"invalid_api_key"}}""", ErrorClass.Authentication)]
    [InlineData(Dialect.Chat, 404, """{"error":{"message":"No model.","code":404}}""", ErrorClass.NotFound)]
    [InlineData(Dialect.Chat, 422, """{"detail":"Bad."}""", ErrorClass.InvalidRequest)]
    [InlineData(Dialect.Anthropic, 400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 3 tokens > 2 maximum"}}""", ErrorClass.ContextLength)]
    [InlineData(Dialect.Anthropic, 400, """{"type":"error","error":{"type":"invalid_request_error","message":"No."}}""", ErrorClass.InvalidRequest)]
    [InlineData(Dialect.Anthropic, 529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"r"}""", ErrorClass.Overloaded)]
    [InlineData(Dialect.Anthropic, 413, """{"type":"error","error":{"type":"request_too_large","message":"Large"}}""", ErrorClass.TooLarge)]
    [InlineData(Dialect.Anthropic, 403, """{"type":"error","error":{"type":"permission_error","message":"No."}}""", ErrorClass.Permission)]
    [InlineData(Dialect.Gemini, 400, """{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}""", ErrorClass.Authentication)]
    [InlineData(Dialect.Gemini, 400, """{"error":{"code":400,"message":"The input token count (9) exceeds the maximum.","status":"INVALID_ARGUMENT"}}""", ErrorClass.ContextLength)]
    [InlineData(Dialect.Gemini, 503, """[{"error":{"code":503,"message":"Overloaded.","status":"UNAVAILABLE"}}]""", ErrorClass.Overloaded)]
    [InlineData(Dialect.Gemini, 504, """{"error":{"code":504,"message":"Late.","status":"DEADLINE_EXCEEDED"}}""", ErrorClass.Timeout)]
    [InlineData(Dialect.Ollama, 404, """{"error":"model \"x\" not found, try pulling it first"}""", ErrorClass.NotFound)]
    [InlineData(Dialect.Ollama, 500, """{"error":"llama runner process has terminated"}""", ErrorClass.Internal)]
    public void Error_OfUpstream_HasItsClass(Dialect upstream, int status, string body, ErrorClass expected)
    {
        var error = DialectRegistry.Upstream(upstream).ErrorReader.Read(status, Encoding.UTF8.GetBytes(body));

        Assert.Equal(expected, error.Class);
        Assert.DoesNotContain("no explanation", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"error":[1]}""")]
    [InlineData("""{"error":{"message":{}}}""")]
    [InlineData("""{"error":{"details":[{"retryDelay":"\ud800"}]}}""")]
    public void Error_WithoutAWord_LeavesTheStatusToSpeak(string body)
    {
        foreach (var upstream in DialectRegistry.Upstreams)
        {
            Assert.Equal(
                new ModelError(ErrorClass.RateLimit, "The provider answered with status 429 and no explanation."),
                upstream.ErrorReader.Read(429, Encoding.UTF8.GetBytes(body)));
        }
    }

    [Fact]
    public void GeminiError_WithRetryInfo_SaysWhen()
    {
        const string Body = """{"error":{"code":429,"message":"Quota.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"39.5s"}]}}""";

        Assert.Equal(TimeSpan.FromSeconds(39.5), DialectRegistry.Upstream(Dialect.Gemini).ErrorReader.Read(429, Encoding.UTF8.GetBytes(Body)).RetryAfter);
    }

    [Theory]
    [InlineData(ErrorClass.InvalidRequest, 400, "invalid_request_error", 400, "invalid_request_error")]
    [InlineData(ErrorClass.ContextLength, 400, "invalid_request_error", 400, "invalid_request_error")]
    [InlineData(ErrorClass.ContentFilter, 400, "invalid_request_error", 400, "invalid_request_error")]
    [InlineData(ErrorClass.Authentication, 401, "authentication_error", 401, "authentication_error")]
    [InlineData(ErrorClass.Permission, 403, "permission_error", 403, "permission_error")]
    [InlineData(ErrorClass.Quota, 429, "insufficient_quota", 402, "billing_error")]
    [InlineData(ErrorClass.NotFound, 404, "invalid_request_error", 404, "not_found_error")]
    [InlineData(ErrorClass.TooLarge, 413, "invalid_request_error", 413, "request_too_large")]
    [InlineData(ErrorClass.RateLimit, 429, "rate_limit_error", 429, "rate_limit_error")]
    [InlineData(ErrorClass.Overloaded, 503, "api_error", 529, "overloaded_error")]
    [InlineData(ErrorClass.Timeout, 504, "api_error", 504, "timeout_error")]
    [InlineData(ErrorClass.Upstream, 502, "api_error", 502, "api_error")]
    [InlineData(ErrorClass.Internal, 500, "api_error", 500, "api_error")]
    public void Error_ForCallers_HasStatusAndType(ErrorClass errorClass, int openAIStatus, string openAIType, int anthropicStatus, string anthropicType)
    {
        var error = new ModelError(errorClass, "No.") { Code = "c" };

        Assert.Equal(
            (openAIStatus, $$$"""{"error":{"message":"No.","type":"{{{openAIType}}}","param":null,"code":"c","request_id":"req1"}}"""),
            Write(Dialect.Chat, error));
        Assert.Equal(
            (anthropicStatus, $$"""{"type":"error","error":{"type":"{{anthropicType}}","message":"No."},"request_id":"req1"}"""),
            Write(Dialect.Anthropic, error));
    }

    [Fact]
    public void Refusal_BecomesAnError_NamingTheField()
    {
        var refusal = Assert.Throws<TranslationException>(() => Translations.Body(Dialect.Chat, Dialect.Anthropic, """{"model":"m","n":2,"messages":[]}"""));

        Assert.Equal(
            (400, """{"error":{"message":"'n' asks for something the model's provider cannot do (Count in Anthropic).","type":"invalid_request_error","param":"n","code":"unsupported_parameter","request_id":"req1"}}"""),
            Write(Dialect.Chat, ModelError.From(refusal)));
    }

    [Theory]
    [InlineData(Dialect.Chat, """{"error":{"message":"Server busy."}}""")]
    [InlineData(Dialect.Anthropic, """{"type":"error","error":{"type":"overloaded_error","message":"Server busy."}}""")]
    [InlineData(Dialect.Gemini, """{"error":{"code":503,"message":"Server busy.","status":"UNAVAILABLE"}}""")]
    [InlineData(Dialect.Ollama, """{"error":"Server busy."}""")]
    public void ErrorInSuccess_WholeAndStreamed_IsTold(Dialect upstream, string body)
    {
        var exception = Assert.Throws<AnswerFormatException>(() => Translations.ReadAnswer(upstream, body));
        Assert.EndsWith("Server busy.", exception.Message);

        using var translator = Translations.Translator(upstream, Dialect.Chat);
        var output = new ArrayBufferWriter<byte>();
        translator.Translate(Encoding.UTF8.GetBytes(upstream == Dialect.Ollama ? body + "\n" : $"data: {body}\n\n"), output);

        Assert.Equal("Server busy.", translator.Error?.Message);
        Assert.False(translator.HasContent);
        Assert.StartsWith("data: {\"error\":{\"message\":\"Server busy.\"", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static (int Status, string Body) Write(Dialect caller, ModelError error)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = DialectRegistry.Caller(caller).ErrorWriter;
        writer.Write(error, "req1", output);
        return (writer.StatusOf(error), Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
