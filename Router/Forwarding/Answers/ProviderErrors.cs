using Switchyard.Providers;

namespace Switchyard.Router.Forwarding.Answers;

/// <summary>What the Router itself finds wrong with an answer, in words that follow the provider's name.</summary>
internal static class ProviderErrors
{
    /// <summary>It is no answer, or none in the form that was asked for.</summary>
    public static ProviderError Unreadable() => new("did not send an answer that can be read") { Code = ProviderErrorCodes.InvalidResponse };
}
