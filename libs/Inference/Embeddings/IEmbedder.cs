using Switchyard.Inference.Models;

namespace Switchyard.Inference.Embeddings;

/// <summary>Turns texts into vectors whose closeness is the texts'.</summary>
public interface IEmbedder : IServedModel
{
    /// <summary>Gets the length of a vector.</summary>
    int Dimensions { get; }

    /// <summary>Gets the number of token ids; 0 when only text is taken.</summary>
    int VocabularySize { get; }

    /// <summary>Makes a vector of <paramref name="dimensions"/>, at most <see cref="Dimensions"/>, out of one that this model made; its length is 1.</summary>
    float[] Shorten(float[] vector, int dimensions) => Vectors.Shorten(vector, dimensions);

    /// <summary>Makes the vectors of <paramref name="inputs"/>.</summary>
    /// <param name="inputs">The inputs; none may be empty, and token ids are below <see cref="VocabularySize"/>.</param>
    /// <param name="truncateTo">The tokens to which longer inputs are cut; null refuses those over the model's limit.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <exception cref="InputTooLongException">An input is too long and was not to be cut.</exception>
    /// <exception cref="Scheduling.EngineUnavailableException">The model is being unloaded, or failed on a run.</exception>
    Task<EmbeddingResult> EmbedAsync(IReadOnlyList<EmbeddingInput> inputs, int? truncateTo, CancellationToken cancellationToken);
}
