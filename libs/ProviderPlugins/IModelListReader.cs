using Switchyard.Contracts.OpenAI;

namespace Switchyard.ProviderPlugins;

/// <summary>Reads which models a provider has.</summary>
/// <remarks>Implementations keep no state and may be used by several threads at once.</remarks>
public interface IModelListReader
{
    /// <summary>Gets where the models are listed, relative to the provider's address, with a query if any (for example <c>v1/models?page_size=1000</c>). All have to be on one page.</summary>
    string Path { get; }

    /// <summary>Reads a body sent with a success status; <see langword="null"/> where it is no list.</summary>
    /// <param name="body">The body; not kept.</param>
    /// <returns>The models. <see cref="ModelInfo.Id"/> is the name that requests to the provider carry.</returns>
    IReadOnlyList<ModelInfo>? Read(ReadOnlySpan<byte> body);
}
