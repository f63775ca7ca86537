using System.Text.Json;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Router.Forwarding;

/// <summary>The little that has to be known of server-sent events and OpenAI's use of them to tell where one ends and whether it is the last.</summary>
internal static class EventSyntax
{
    /// <summary>Counts the bytes up to the end of the last whole event: the last empty line.</summary>
    public static int LengthOfWholeEvents(ReadOnlySpan<byte> bytes)
    {
        var plain = bytes.LastIndexOf("\n\n"u8) + 2;
        var withReturns = bytes.LastIndexOf("\n\r\n"u8) + 3;
        return Math.Max(plain == 1 ? 0 : plain, withReturns == 2 ? 0 : withReturns);
    }

    /// <summary>Finds what may end a stream: <c>[DONE]</c>, a finish reason (some servers say no more), or an error.</summary>
    /// <remarks>Generated text cannot be taken for any of them: inside JSON a quote or the start of a line would be escaped.</remarks>
    public static bool HasEnd(ReadOnlySpan<byte> events) =>
        HasLine(events, "\ndata: [DONE]"u8)
        || HasLine(events, "\ndata:[DONE]"u8)
        || events.IndexOf("\"finish_reason\":\""u8) >= 0
        || events.IndexOf("\"finish_reason\": \""u8) >= 0
        || events.IndexOf("data: {\"error\""u8) >= 0;

    /// <summary>Writes the event that ends a stream which broke off.</summary>
    public static byte[] InterruptedEvent(string requestId)
    {
        var error = new ErrorResponse
        {
            Error = new ErrorDetail
            {
                Message = "The answer broke off: the model's server stopped in the middle of it. What was sent so far is incomplete.",
                Type = "api_error",
                Code = "upstream_interrupted",
                RequestId = requestId,
            },
        };
        return [.. "data: "u8, .. JsonSerializer.SerializeToUtf8Bytes(error, OpenAIJsonContext.Default.ErrorResponse), .. "\n\n"u8];
    }

    private static bool HasLine(ReadOnlySpan<byte> events, ReadOnlySpan<byte> line) => events.StartsWith(line[1..]) || events.IndexOf(line) >= 0;
}
