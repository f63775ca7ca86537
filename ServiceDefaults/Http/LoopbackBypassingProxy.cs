using System.Net;

namespace Switchyard.ServiceDefaults.Http;

/// <summary>The machine's proxy for everything but this machine: the proxy variables have no exception for loopback, and one service's words to another are nobody else's.</summary>
internal sealed class LoopbackBypassingProxy(IWebProxy machine) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => machine.Credentials;
        set => machine.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : machine.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || machine.IsBypassed(host);
}
