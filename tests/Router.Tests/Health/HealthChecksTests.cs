using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Health;
using Switchyard.Router.Model;
using Switchyard.Router.Tests.Balancing;
using Xunit;

namespace Switchyard.Router.Tests.Health;

public sealed class HealthChecksTests
{
    private static readonly EndpointState s_ready = new(EndpointStatus.Ready, [], null);
    private static readonly EndpointState s_away = new(EndpointStatus.Unavailable, [], "Gone.");

    private readonly Replicas _replicas = Replicas.Alike(2);
    private readonly RouterOptions _options = new() { Health = { UnhealthyChecks = 3, HealthyChecks = 2 } };

    [Theory]
    [InlineData("r", "r")]
    [InlineData("u", "u")]
    [InlineData("ruur", "rrrr")]
    [InlineData("ruuru", "rrrrr")]
    [InlineData("ruuuu", "rrruu")]
    [InlineData("ururr", "uuuur")]
    public void Judge_Answers_ChangeTheStateAfterTheThresholds(string answers, string states) => Assert.Equal(states, string.Concat(answers.Select(Check)));

    [Fact]
    public void Judge_BackAgain_EndsTheEjectionAndStartsSlowly()
    {
        _options.Health.HealthyChecks = 1;
        var now = _replicas.Time.GetUtcNow();
        Check('u');
        _replicas.All[0].Health.Eject(now, _options.Health);

        Check('r');

        Assert.Equal((null, 0.1), (_replicas.All[0].Health.EjectedUntil(now), _replicas.All[0].WeightAt(now)));
        Assert.Equal(0.5, _replicas.All[0].WeightAt(now + TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Judge_ReadyFromTheStart_HasItsWholeWeight()
    {
        Check('r');

        Assert.Equal(1, _replicas.All[0].WeightAt(_replicas.Time.GetUtcNow()));
    }

    private char Check(char answer)
    {
        var endpoint = _replicas.All[0];
        endpoint.State = new HealthChecks(Options.Create(_options), _replicas.Time).Judge(endpoint, answer == 'r' ? s_ready : s_away);
        return endpoint.State.Status == EndpointStatus.Ready ? 'r' : 'u';
    }
}
