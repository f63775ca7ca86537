namespace Switchyard.Web.Tests.Support;

/// <summary>Stands for service discovery: whatever name a request has, it goes to one address.</summary>
internal sealed class RedirectingClientFactory(Uri target) : IHttpClientFactory
{
    public HttpClient CreateClient(string name) => new(new Redirect(target)) { Timeout = Timeout.InfiniteTimeSpan };

    private sealed class Redirect(Uri target) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(target, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
