namespace Switchyard.ServiceDefaults.Discovery;

/// <summary>Sends a request to the address its service name stands for, and gives it its own address back afterwards.</summary>
internal sealed class ServiceDiscoveryHandler(ServiceEndpoints endpoints) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } uri)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        request.RequestUri = endpoints.Resolve(uri);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // A retry must resolve the name again.
            request.RequestUri = uri;
        }
    }
}
