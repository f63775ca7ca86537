using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F82: callers that never finish what they say. The others do not notice; when each is cut off, the rows B30 and B31 say.</summary>
public sealed class F82SlowCallerTests
{
    private const int Callers = 200;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")]
    [InlineData("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")]
    [InlineData("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nF")]
    public async Task F82_HalfRequests_HoldUpNobody(string half)
    {
        await using var router = await MockRouter.StartAsync();
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < Callers; i++)
            {
                var client = new TcpClient();
                slow.Add(client);
                await client.ConnectAsync("127.0.0.1", router.Port, Token);
                await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(half), Token);
            }

            using var response = await router.Client.ChatAsync(RouterRequests.Question);

            Assert.Equal(200, (int)response.StatusCode);
            Assert.Single(router.First.Asked());
        }
        finally
        {
            slow.ForEach(static client => client.Dispose());
        }
    }
}
