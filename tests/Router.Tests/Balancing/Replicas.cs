using System.Text;
using Switchyard.Router.Balancing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.Tests.Common;

namespace Switchyard.Router.Tests.Balancing;

/// <summary>A provider with several endpoints <c>a</c>, <c>b</c>, <c>c</c> …, and requests to it; nothing is sent.</summary>
internal sealed class Replicas
{
    private uint _turn;

    public Replicas(params int[] weights) =>
        Provider = new Provider(new ProviderConfig("p", "P", ProviderKind.Endpoint)
        {
            Endpoints = [.. weights.Select((weight, i) => new EndpointConfig(((char)('a' + i)).ToString(), new Uri($"http://upstream-{i}/v1")) { Weight = weight })],
        });

    public ManualTimeProvider Time { get; } = new();

    public Provider Provider { get; }

    public ReadOnlySpan<UpstreamEndpoint> All => Provider.Endpoints.AsSpan();

    public static Replicas Alike(int count) => new([.. Enumerable.Repeat(1, count)]);

    public static ForwardRequest Request(string body, string? session = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var headers = new Microsoft.AspNetCore.Http.HeaderDictionary();
        if (session is not null)
        {
            headers[RouteHints.SessionHeader] = session;
        }

        return new ForwardRequest(UpstreamOperation.Chat, bytes, ModelMember.Find(bytes), "m", RouteHints.Read(headers));
    }

    public BalancingRequest Describe(string body = RouterRequests.Question, string? session = null)
    {
        var request = Request(body, session);
        var key = SessionKey.Find(request, out var source);
        return new BalancingRequest(request, Provider, "m", Provider.Estimate.PromptTokens(body.Length), ++_turn, Time.GetUtcNow()) { Session = key, SessionSource = source };
    }

    /// <summary>Gets the name of the endpoint that <paramref name="policy"/> chooses.</summary>
    public string Choose(IBalancingPolicy policy, string body = RouterRequests.Question, string? session = null) => Provider.Endpoints[policy.Choose(Describe(body, session), All).Index].Config.Name;
}
