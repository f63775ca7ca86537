using System.Buffers;
using System.Text;
using Switchyard.AgentHost.Runs;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class SseWriterTests
{
    [Fact]
    public void Write_AnEvent_GivesTypeNumberAndData() => Assert.Equal(
        "event: token\nid: 7\ndata: {\"run_id\":\"run_1\",\"sequence\":7,\"type\":\"token\",\"timestamp\":\"1970-01-01T00:00:00+00:00\",\"text\":\"a\\nb\"}\n\n",
        Write(new RunEvent { RunId = "run_1", Sequence = 7, Type = RunEventTypes.Token, Timestamp = DateTimeOffset.UnixEpoch, Text = "a\nb" }));

    [Fact]
    public void Write_Nothing_GivesAComment() => Assert.Equal(": waiting\n\n", Write(null));

    private static string Write(RunEvent? runEvent)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SseWriter.Write(buffer, runEvent);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
