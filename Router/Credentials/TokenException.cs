namespace Switchyard.Router.Credentials;

/// <summary>There is no token for a provider, so that nothing was sent to it. The message goes on from the provider's name.</summary>
/// <param name="message">Why.</param>
/// <param name="isRefusal">Whether the endpoint refused the Router's credentials, so that asking again helps nobody.</param>
/// <param name="inner">The cause, if any.</param>
internal sealed class TokenException(string message, bool isRefusal, Exception? inner = null) : HttpRequestException(message, inner)
{
    public bool IsRefusal => isRefusal;
}
