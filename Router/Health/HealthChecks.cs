using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Model;

namespace Switchyard.Router.Health;

/// <summary>Judges what an endpoint said when it was asked for its models, which is its active health check: it takes as many answers as configured to change what is believed of it.</summary>
internal sealed class HealthChecks(IOptions<RouterOptions> options, TimeProvider time)
{
    private readonly HealthOptions _options = options.Value.Health;

    /// <summary>Gets the state to take over from <paramref name="answer"/>.</summary>
    public EndpointState Judge(UpstreamEndpoint endpoint, EndpointState answer)
    {
        var before = endpoint.State;
        var isAgainst = before.Status != EndpointStatus.Unknown && before.Status != answer.Status;
        if (endpoint.Health.CountCheck(isAgainst) is > 0 and var count)
        {
            if (count < (answer.Status == EndpointStatus.Ready ? _options.HealthyChecks : _options.UnhealthyChecks))
            {
                return before;
            }

            endpoint.Health.CountCheck(isAgainst: false);
            if (answer.Status == EndpointStatus.Ready)
            {
                endpoint.Health.Return(time.GetUtcNow(), _options);
            }
        }

        return answer;
    }
}
