using Switchyard.Agents.Tools.Tests.Web;
using Switchyard.Agents.Tools.Weather;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Agents.Tools.Tests.Weather;

public sealed class WeatherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(20.6, 0, "21 degrees, sunny")]
    [InlineData(4.4, 3, "4 degrees, cloudy")]
    [InlineData(10, 45, "10 degrees, foggy")]
    [InlineData(21, 61, "21 degrees, rain")]
    [InlineData(-3.2, 75, "-3 degrees, snow")]
    [InlineData(18, 81, "18 degrees, rain")]
    [InlineData(18, 95, "18 degrees, storm")]
    public async Task Weather_InACity_IsTold(double celsius, int code, string expected)
    {
        var current = FormattableString.Invariant($$$"""{"current":{"temperature_2m":{{{celsius}}},"weather_code":{{{code}}} }}""");
        await using var server = await FakeUpstream.StartAsync(
            context => Replies.Json(context.Request.Path == "/places" ? """{"results":[{"name":"São Paulo","latitude":-23.5,"longitude":-46.6}]}""" : current)(context), Token);

        Assert.Equal(expected, await AskAsync(server, "São Paulo"));
        Assert.Equal(["/places?name=S%C3%A3o%20Paulo&count=1", "/forecast?latitude=-23.5&longitude=-46.6&current=temperature_2m,weather_code"], server.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData("{}", "Error: no city is known by the name Nowhere")]
    [InlineData("""{"results":[]}""", "Error: no city is known by the name Nowhere")]
    [InlineData("""{"results":[{}]}""", "Error: the weather service gave an answer that cannot be read")]
    [InlineData("""{"results":{}}""", "Error: the weather service gave an answer that cannot be read")]
    [InlineData("<html>", "Error: the weather service gave an answer that cannot be read")]
    public async Task Weather_ByAnOddAnswer_IsAnError(string answer, string expected)
    {
        await using var server = await FakeUpstream.StartAsync(Replies.Json(answer), Token);

        Assert.Equal(expected, await AskAsync(server, "Nowhere"));
    }

    private static async Task<string> AskAsync(FakeUpstream server, string city)
    {
        using var client = WebClients.Local();
        var options = new OpenMeteoOptions { Geocoding = new Uri(server.Address + "/places"), Forecast = new Uri(server.Address + "/forecast") };
        return await Tools.RunAsync(new WeatherTool(new OpenMeteo(WebClients.Reader(client), options)), new { city });
    }
}
