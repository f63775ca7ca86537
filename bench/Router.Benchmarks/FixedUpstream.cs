using System.Net;
using System.Net.Sockets;
using System.Text;
using Switchyard.Router.Benchmarks.Load;

namespace Switchyard.Router.Benchmarks;

/// <summary>Answers every request with the same completion from one thread: what is left of a measurement when an upstream costs next to nothing.</summary>
internal static class FixedUpstream
{
    private static readonly string s_text = string.Join(' ', Enumerable.Repeat("word", 60));
    private static readonly byte[] s_answer = Answer($$$"""{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"bench","choices":[{"index":0,"message":{"role":"assistant","content":"{{{s_text}}}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":60,"completion_tokens":60,"total_tokens":120}}""");

    public static void Run(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(1024);
        using var poller = new Poller();
        poller.Add(listener, 0);
        var clients = new List<(Socket Socket, RequestScanner Scanner)>();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var count = poller.Wait(1_000_000_000);
            for (var i = 0; i < count; i++)
            {
                Serve(poller, listener, clients, poller.Id(i), buffer);
            }
        }
    }

    private static void Serve(Poller poller, Socket listener, List<(Socket Socket, RequestScanner Scanner)> clients, int id, byte[] buffer)
    {
        if (id == 0)
        {
            var accepted = listener.Accept();
            (accepted.NoDelay, accepted.Blocking) = (true, false);
            clients.Add((accepted, new RequestScanner()));
            poller.Add(accepted, clients.Count);
            return;
        }

        var (socket, scanner) = clients[id - 1];
        var read = socket.Receive(buffer, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return;
        }

        if (read == 0 || error != SocketError.Success)
        {
            socket.Dispose();
            return;
        }

        for (var requests = scanner.Read(buffer.AsSpan(0, read)); requests > 0; requests--)
        {
            socket.Send(s_answer, SocketFlags.None, out _);
        }
    }

    private static byte[] Answer(string body) => Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
