using System.Net;

namespace Switchyard.OutboundHttp.Tests;

/// <summary>Clients as the tests need them.</summary>
internal static class Clients
{
    /// <summary>One that may ask this machine, so that a test can answer it.</summary>
    public static OutboundHttpClient Local(Action<OutboundHttpOptions>? configure = null)
    {
        var options = new OutboundHttpOptions { AllowedNetworks = { "127.0.0.0/8" } };
        configure?.Invoke(options);
        return new OutboundHttpClient(options, TimeProvider.System);
    }

    /// <summary>One with nothing allowed beside the public, whose resolver gives each answer once and the last for ever.</summary>
    public static OutboundHttpClient Resolving(params string[][] answers)
    {
        var next = 0;
        return new OutboundHttpClient(new OutboundHttpOptions(), TimeProvider.System, (_, _) =>
            Task.FromResult(answers[Math.Min(next++, answers.Length - 1)].Select(IPAddress.Parse).ToArray()));
    }
}
