namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>Makes the decoder of its description in <c>tokenizer.json</c>.</summary>
internal static class DecoderFactory
{
    /// <summary>Reads a decoder; a file without one puts spaces between tokens.</summary>
    /// <exception cref="Inference.Models.ModelLoadException">The description is broken or not served.</exception>
    public static DecoderPipeline Read(ComponentReader? reader)
    {
        if (reader is null)
        {
            return new DecoderPipeline { Before = [new SpaceStep()], ByteStage = ByteStage.None, After = [] };
        }

        var builder = new DecoderBuilder();
        builder.Add(reader);
        return builder.Build();
    }
}
