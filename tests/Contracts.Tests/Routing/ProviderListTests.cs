using Switchyard.Contracts.Routing;

namespace Switchyard.Contracts.Tests.Routing;

public sealed class ProviderListTests
{
    [Fact]
    public void Providers_SurviveTheRoundTrip() => RoundTrip.Check(
        """{"data":[{"id":"local","name":"Local nodes","status":"ready","auth":"none","endpoints":["http://localhost:7370"],"models":["local/pocket"]},{"id":"openai","name":"OpenAI","status":"unavailable","detail":"No key.","auth":"api_key","endpoints":[],"models":[]}]}""",
        RoutingJsonContext.Default.ProviderList);
}
