using System.Net.Http.Headers;
using System.Text;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Tests.Faults;
using Xunit;

namespace Switchyard.Router.Tests.PassThrough;

/// <summary>What the tests of sound and images send.</summary>
internal static class PassThroughHost
{
    public const string Transcriptions = "/v1/audio/transcriptions";
    public const string Speech = "/v1/audio/speech";
    public const string Images = "/v1/images/generations";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A form as clients write it, with bytes of every value, a delimiter's beginning among them.</summary>
    public static byte[] Recording { get; } = [.. Enumerable.Range(0, 256 * 40).Select(static i => (byte)i), .. "\r\n--switch"u8, .. "\\u00 \"base_url\""u8];

    public static HttpRequestMessage Form(string? model, byte[]? file, string path = Transcriptions, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent("switchyard-boundary");
        if (model is not null)
        {
            form.Add(new StringContent(model), "model");
        }

        if (file is not null)
        {
            form.Add(new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } }, "file", "speech.wav");
        }

        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
    }

    /// <summary>A request for any of the three.</summary>
    public static HttpRequestMessage Ask(string path, string model, string? strategy = null, string? models = null)
    {
        var request = path.EndsWith(Transcriptions, StringComparison.Ordinal) ? Form(model, Recording, path)
            : Json(path, path.EndsWith(Speech, StringComparison.Ordinal) ? $$"""{"model":"{{model}}","input":"Hello","voice":"alloy"}""" : $$"""{"model":"{{model}}","prompt":"A yard"}""");
        if (strategy is not null)
        {
            request.Headers.Add("x-switchyard-strategy", strategy);
        }

        if (models is not null)
        {
            request.Headers.Add("x-switchyard-models", models);
        }

        return request;
    }

    public static HttpRequestMessage Json(string path, string body) => RouterRequests.Post(path, Encoding.UTF8.GetBytes(body));

    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, HttpRequestMessage request) => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);

    public static string Provider(this HttpResponseMessage response) => Assert.Single(response.Headers.GetValues("x-switchyard-provider"));

    /// <summary>Gets what the router says of a request, once it has ended.</summary>
    public static Task<RequestInfo> TraceAsync(this HttpClient client, HttpResponseMessage response) => client.ExplainAsync(Assert.Single(response.Headers.GetValues("x-request-id")));
}
