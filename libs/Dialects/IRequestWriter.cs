using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects;

/// <summary>Writes a request for an upstream.</summary>
/// <remarks>Implementations keep no state and may be used by several threads at once.</remarks>
public interface IRequestWriter
{
    /// <summary>Writes <paramref name="request"/>.</summary>
    /// <param name="request">The request, its model already named as the upstream knows it.</param>
    /// <param name="traits">What is particular about the upstream.</param>
    /// <exception cref="TranslationException">The dialect cannot express something that changes what is asked.</exception>
    UpstreamRequest Write(ModelRequest request, UpstreamTraits traits);
}
