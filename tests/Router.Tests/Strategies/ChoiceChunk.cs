using System.Net.ServerSentEvents;
using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

/// <summary>What one chunk says of one choice.</summary>
internal sealed record ChoiceChunk(int Index, string Model, string? Text, string? Finish, JsonElement Choice)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Reads the data of a stream's events as they come.</summary>
    public static async IAsyncEnumerable<string> EventsAsync(HttpResponseMessage response)
    {
        Assert.Equal((200, "text/event-stream"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token))
        {
            yield return item.Data;
        }
    }

    /// <summary>Reads the chunks among <paramref name="events"/> that have a choice, of which each has one.</summary>
    public static List<ChoiceChunk> Of(IEnumerable<string> events) =>
        [.. events.Where(data => data.StartsWith("{\"id\"", StringComparison.Ordinal)).Select(data => Read(data)).OfType<ChoiceChunk>()];

    /// <summary>Reads a chunk; <see langword="null"/> where it has no choice.</summary>
    public static ChoiceChunk? Read(string data)
    {
        if (!data.StartsWith("{\"id\"", StringComparison.Ordinal))
        {
            return null;
        }

        var choices = JsonElement.Parse(data).GetProperty("choices");
        if (choices.GetArrayLength() == 0)
        {
            return null;
        }

        var choice = Assert.Single(choices.EnumerateArray());
        return new ChoiceChunk(
            choice.GetProperty("index").GetInt32(), choice.GetProperty("model").GetString()!,
            choice.TryGetProperty("text", out var text) ? text.GetString() : choice.GetProperty("delta").TryGetProperty("content", out text) ? text.GetString() : null,
            choice.TryGetProperty("finish_reason", out var finish) ? finish.GetString() : null, choice);
    }

    /// <summary>Joins each choice's text, and says how it ended.</summary>
    public static IEnumerable<string> Joined(IEnumerable<ChoiceChunk> chunks) => chunks.GroupBy(chunk => (chunk.Index, chunk.Model)).OrderBy(group => group.Key.Index)
        .Select(group => $"{group.Key.Index} {group.Key.Model}: {string.Concat(group.Select(chunk => chunk.Text))} ({group.Select(chunk => chunk.Finish).Last()})");
}
