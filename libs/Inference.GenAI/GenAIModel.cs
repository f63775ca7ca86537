using System.Globalization;
using Microsoft.ML.OnnxRuntimeGenAI;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Native;

namespace Switchyard.Inference.GenAI;

/// <summary>A model that ONNX Runtime GenAI has loaded. Of its generation only the runs are used: nothing is sampled or searched by it.</summary>
internal sealed class GenAIModel : ISequenceModel
{
    private readonly Model _model;
    private readonly GeneratorParams _parameters;
    private readonly GenAIConfig _config;

    private GenAIModel(Model model, GeneratorParams parameters, GenAIConfig config)
    {
        _model = model;
        _parameters = parameters;
        _config = config;
    }

    /// <summary>Loads the weights.</summary>
    /// <exception cref="ModelLoadException">The library is missing or refuses the model.</exception>
    public static GenAIModel Open(DecoderFolder decoder, ExecutionOptions options)
    {
        try
        {
            // Before the first call, which loads the library.
            OrtTelemetry.Disable();
            Utils.DisableTelemetryEvents();
            using var config = Configure(decoder, options);
            var model = new Model(config);
            return new GenAIModel(model, CreateParameters(model, decoder), decoder.Config);
        }
        catch (Exception exception) when (exception is OnnxRuntimeGenAIException or DllNotFoundException or BadImageFormatException)
        {
            throw new ModelLoadException($"ONNX Runtime GenAI cannot load {decoder.ModelPath}: {exception.Message}", exception);
        }
    }

    public ISequenceRun Start() => new GenAISequence(new Generator(_model, _parameters), _config);

    public void Dispose()
    {
        _parameters.Dispose();
        _model.Dispose();
    }

    // What runs the model is the node's setting, as with the native runner, and not the folder's.
    private static Config Configure(DecoderFolder decoder, ExecutionOptions options)
    {
        var config = new Config(decoder.Files.Path);
        config.ClearProviders();
        if (options.Provider == ExecutionProvider.Cuda)
        {
            config.AppendProvider("cuda");
            config.SetProviderOption("cuda", "device_id", options.DeviceId.ToString(CultureInfo.InvariantCulture));
        }

        var threads = options.ResolveThreads(decoder.Config.IntraOpThreads, decoder.Footprint.WeightBytes);
        config.Overlay($$$$$"""{"model": {"decoder": {"session_options": {"intra_op_num_threads": {{{{{threads}}}}} }}}}""");
        return config;
    }

    private static GeneratorParams CreateParameters(Model model, DecoderFolder decoder)
    {
        var parameters = new GeneratorParams(model);
        parameters.SetSearchOption("max_length", decoder.Config.ContextLength);
        parameters.SetSearchOption("batch_size", 1);
        parameters.SetSearchOption("num_beams", 1);
        parameters.SetSearchOption("num_return_sequences", 1);

        // A graph that joins past and present itself makes a present of another shape than the buffer's.
        parameters.SetSearchOption("past_present_share_buffer", decoder.Config.SharesBuffer && decoder.Graph.Uses("GroupQueryAttention"));
        return parameters;
    }
}
