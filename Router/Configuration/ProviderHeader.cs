using Switchyard.Providers.Catalog;

namespace Switchyard.Router.Configuration;

/// <summary>A header that requests to a provider carry. Printing it shows nothing of the value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record ProviderHeader(string Name, Secret Value)
{
    public bool Equals(ProviderHeader? other) =>
        other is not null && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase) && Value.Reveal() == other.Value.Reveal();

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);
}
