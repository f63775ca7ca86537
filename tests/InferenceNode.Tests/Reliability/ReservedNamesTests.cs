using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Switchyard.InferenceNode.Tests.Reliability;

/// <summary>Names and characters that mean something to some program are data here: rows B37, B39, B54, B57, B63 and B73 of the bad inputs.</summary>
public sealed class ReservedNamesTests(NodeApplication node) : IClassFixture<NodeApplication>
{
    private const string Chat = "/v1/chat/completions";
    private const string Paris = "The capital of France is Paris.";

    [Theory]
    [InlineData("\"__proto__\":{\"temperature\":9},\"constructor\":5,\"$type\":\"System.IO.FileInfo\",\"$ref\":\"#\",\"$id\":\"1\",\"lc\":1,\"type\":\"constructor\"")]
    [InlineData("\"metadata\":{\"__proto__\":\"x\",\"$type\":\"System.Object\",\"tenant\":\"other\",\"role\":\"admin\",\"disable_guardrails\":\"true\"}")]
    [InlineData("\"tenant\":\"other\",\"role\":\"system\",\"disable_guardrails\":true")]
    public async Task Chat_ReservedMembers_ChangeNothing(string members)
    {
        var answer = await node.PostJsonAsync(Chat, Requests.With(Requests.Capital, members));

        Assert.Equal(Paris, (string?)answer["choices"]![0]!["message"]!["content"]);
    }

    [Fact]
    public async Task Chat_ReservedPropertiesOfASchema_AreProperties()
    {
        const string Schema = """{"type":"object","properties":{"__proto__":{"const":1},"$type":{"const":"a"},"constructor":{"const":true}},"required":["__proto__","$type","constructor"],"additionalProperties":false}""";

        var answer = await node.PostJsonAsync(Chat, Requests.With(Requests.Capital, "\"guided_json\":" + Schema));

        var value = JsonNode.Parse((string)answer["choices"]![0]!["message"]!["content"]!)!.AsObject();
        Assert.Equal((1, "a", true), ((int)value["__proto__"]!, (string)value["$type"]!, (bool)value["constructor"]!));
        Assert.Equal(3, value.Count);
    }

    [Theory]
    [InlineData("{\"model\":\"a\\u0000b\",\"messages\":[]}")]
    [InlineData("{\"a\\u0000b\":1,\"messages\":[]}")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stop\":[\"\\u0000\"]}")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"user\":\"\\u0000\"}")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"guided_json\":{\"const\":\"\\u0000\"}}")]
    public async Task Chat_NulAnywhere_IsRefused(string body) => Assert.Equal("invalid_character", (string?)(await RefuseAsync(body))["code"]);

    [Fact]
    public async Task Chat_CutBody_SaysWhereAndEchoesNothing()
    {
        var error = await RefuseAsync("{\"messages\":[{\"role\":\"user\",\"content\":\"my-secret-word\"");

        Assert.Equal("invalid_json", (string?)error["code"]);
        Assert.Contains("byte", (string?)error["message"], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("my-secret-word", error.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(70, "json_too_deep")]
    public async Task Chat_Depth_HasALimit(int depth, string? code)
    {
        using var response = await node.PostAsync(Chat, Requests.With(Requests.Capital, "\"x\":" + new string('[', depth) + new string(']', depth)));

        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(code, (string?)answer["error"]?["code"]);
        Assert.Equal(code is null, response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Chat_StrangeModelName_StandsInNoHeaderAndInOneLogLine()
    {
        const string Name = "../evil\\r\\nX-Evil: 1\\u001b[31m\\u202e\\u200bend";

        using var response = await node.PostAsync(Chat, $$"""{"model":"{{Name}}","messages":[{"role":"user","content":"x"}]}""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Value.Any(value => value.Contains("evil", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(node.Logs.Lines, line => line.Contains("\nX-Evil", StringComparison.Ordinal) || line.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chat_MetadataOfAMegabyte_IsRefusedOrIgnoredAndTheNodeLives()
    {
        using var response = await node.PostAsync(Chat, Requests.With(Requests.Capital, "\"metadata\":{\"a\":\"" + new string('m', 1_000_000) + "\"}"));

        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{response.StatusCode}");
        Assert.Equal(Paris, (string?)(await node.PostJsonAsync(Chat, Requests.Capital))["choices"]![0]!["message"]!["content"]);
    }

    [Fact]
    public async Task Chat_WithoutAContentType_Is415()
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Requests.Capital));

        using var response = await node.Client.PostAsync(new Uri(Chat, UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    private async Task<JsonNode> RefuseAsync(string body)
    {
        using var response = await node.PostAsync(Chat, body);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, text);
        return JsonNode.Parse(text)!["error"]!;
    }
}
