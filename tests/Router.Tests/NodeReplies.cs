using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Router.Tests;

/// <summary>Answers of an upstream that also lists its models.</summary>
internal static class NodeReplies
{
    /// <summary>Lists <c>pocket</c> and leaves everything else to <paramref name="rest"/>.</summary>
    public static RequestDelegate With(RequestDelegate rest, string model = "pocket") => context => context.Request.Path.Value is "/v1/models"
        ? Replies.Json($$"""{"object":"list","data":[{"id":"{{model}}","object":"model","created":1700000000,"owned_by":"node","max_model_len":1024,"recommended_prompt_tokens":600,"demo":true,"capabilities":["chat","tools","vision"],"input_modalities":["text","image","audio","file"]}]}""")(context)
        : rest(context);

    /// <summary>The bodies an upstream was sent, without the lists it was asked for.</summary>
    public static IReadOnlyList<RecordedRequest> Completions(this FakeUpstream upstream) => [.. upstream.Requests.Where(request => request.Method == "POST")];
}
