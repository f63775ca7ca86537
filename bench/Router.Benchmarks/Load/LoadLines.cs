using System.Text.Json;

namespace Switchyard.Router.Benchmarks.Load;

/// <summary>The generator as a program that is driven by lines, so that it stays compiled between measurements.</summary>
internal static class LoadLines
{
    public static void Run(TextReader input, TextWriter output)
    {
        var held = new List<Connection>();
        while (input.ReadLine() is { } line)
        {
            var request = JsonSerializer.Deserialize(line, LoadJson.Default.LoadRequest)!;
            using var loop = new LoadLoop(request);
            var result = request.Do switch
            {
                "hold" => loop.Hold(held),
                "release" => Release(held, loop),
                _ => loop.Run(),
            };
            output.WriteLine(JsonSerializer.Serialize(result, LoadJson.Default.LoadResult));
            output.Flush();
        }
    }

    private static LoadResult Release(List<Connection> held, LoadLoop loop)
    {
        foreach (var connection in held)
        {
            connection.Dispose();
        }

        held.Clear();
        return loop.Result();
    }
}
