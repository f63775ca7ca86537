using System.Collections.ObjectModel;
using Switchyard.Dialects;
using Switchyard.Providers.Catalog;

namespace Switchyard.ProviderPlugins;

/// <summary>A provider that the Router does not know of itself. Each public class with a public constructor without parameters that implements this is one.</summary>
/// <remarks>
/// Made once, when the Router starts. The members are read then and give the same ever after; what they give keeps no state and is used by several threads at once,
/// except for the readers of single streams. Nothing is disposed: the provider lasts as long as the Router. It runs with all the Router's rights.
/// </remarks>
public interface IProviderPlugin
{
    /// <summary>Gets what is known of the provider: its id, where it is, the variables that switch it on. Its address is taken as it stands, and its <see cref="KnownProvider.Api"/> is not asked.</summary>
    KnownProvider Provider { get; }

    /// <summary>Gets how it is asked and how it answers: a dialect of its own (<see cref="Dialects.Dialect.Own"/>), or one of <see cref="DialectRegistry.Upstreams"/>.</summary>
    UpstreamDialect Dialect { get; }

    /// <summary>Gets the header that carries the key. Default: a bearer token.</summary>
    KeyHeader KeyHeader => KeyHeader.Bearer;

    /// <summary>Gets headers that every request to it carries beside the key, such as one that names a version. Default: none.</summary>
    IReadOnlyDictionary<string, string> Headers => ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets how its models are listed. Default: as OpenAI's are, at <c>models</c> below its address.</summary>
    IModelListReader? Models => null;
}
