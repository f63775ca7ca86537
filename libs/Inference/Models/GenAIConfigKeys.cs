using System.Collections.Frozen;
using System.Text.Json;

namespace Switchyard.Inference.Models;

/// <summary>
/// The members a <c>genai_config.json</c> may have (source: config.cpp of onnxruntime-genai). ONNX Runtime GenAI refuses every member it
/// does not know. Here the same holds where an unknown member could change what the graph is given or what its results mean: at the
/// top, in <c>model</c>, <c>decoder</c>, its inputs and its outputs. In <c>search</c>, <c>engine</c>, <c>speculative</c> and the options of
/// sessions and runs an unknown one is ignored, so that a folder written by a newer version still loads: those say how GenAI's own
/// engine would run the model, and this engine does not take them from the folder.
/// </summary>
internal static class GenAIConfigKeys
{
    private static readonly FrozenSet<string> s_root = Set("model search speculative engine");

    private static readonly FrozenSet<string> s_model = Set("""
        type tokenizer_dir vocab_size context_length pad_token_id eos_token_id bos_token_id sep_token_id decoder_start_token_id
        bot_token_id eot_token_id bor_token_id eor_token_id image_token_id audio_token_id boa_token_id video_token_id vision_start_token_id
        num_mels fft_size hop_length win_length preemph log_eps norm_eps subsampling_factor left_context conv_context pre_encode_cache_size
        sample_rate chunk_samples blank_id max_symbols_per_step left_context_samples right_context_samples tdt_durations decoder draft mtp
        """);

    // Parts that a text decoder does not have: such a model would answer without what they compute.
    private static readonly FrozenSet<string> s_otherModels = Set("encoder embedding vision speech joiner vad");

    private static readonly FrozenSet<string> s_decoder = Set("""
        session_options run_options filename hidden_size num_attention_heads num_key_value_heads num_hidden_layers head_size inputs outputs
        layer_types conv_cache_size sliding_window
        """);

    private static readonly FrozenSet<string> s_otherDecoders = Set("pipeline shared_initializers");

    private static readonly FrozenSet<string> s_inputs = Set("""
        input_ids inputs_embeds attention_mask position_ids past_key_names past_value_names past_names cross_past_key_names
        cross_past_value_names past_key_values_length past_sequence_length current_sequence_length total_sequence_length cache_indirection
        encoder_hidden_states encoder_attention_mask rnn_states_prev cumulative_sequence_lengths past_sequence_lengths block_table
        block_table_windowed attention_metadata past_conv_names hidden_states per_layer_inputs targets targets_length lstm_hidden_state
        lstm_cell_state
        """);

    private static readonly FrozenSet<string> s_outputs = Set("""
        logits present_key_names present_value_names present_names output_cross_qk_names rnn_states present_conv_names hidden_states outputs
        outputs_length lstm_hidden_state lstm_cell_state
        """);

    /// <summary>Refuses members that are unknown, and parts of models that are not served.</summary>
    public static void Check(string path, JsonElement root)
    {
        CheckMembers(path, string.Empty, root, s_root, []);
        var model = root.Find("model") ?? default;
        CheckMembers(path, "model.", model, s_model, s_otherModels);
        var decoder = model.Find("decoder") ?? default;
        CheckMembers(path, "model.decoder.", decoder, s_decoder, s_otherDecoders);
        CheckMembers(path, "model.decoder.inputs.", decoder.Find("inputs") ?? default, s_inputs, []);
        CheckMembers(path, "model.decoder.outputs.", decoder.Find("outputs") ?? default, s_outputs, []);
        CheckValues(path, decoder);
    }

    private static void CheckMembers(string path, string prefix, JsonElement element, FrozenSet<string> known, IEnumerable<string> unserved)
    {
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            return;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ModelLoadException($"{path}: '{prefix.TrimEnd('.')}' must be an object.");
        }

        foreach (var member in element.EnumerateObject().Where(member => !known.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Null))
        {
            throw new ModelLoadException(unserved.Contains(member.Name)
                ? $"{path}: '{prefix}{member.Name}' belongs to a kind of model that is not served; decoders of text are."
                : $"{path}: '{prefix}{Shorten(member.Name)}' is not known. Remove it, or export the model with a version of ONNX Runtime GenAI that does not write it.");
        }
    }

    private static void CheckValues(string path, JsonElement decoder)
    {
        if (decoder.Find("session_options")?.Find("custom_ops_library") is not null)
        {
            throw new ModelLoadException($"{path}: 'model.decoder.session_options.custom_ops_library' would run code of the model folder and is refused.");
        }
    }

    private static string Shorten(string name) => name.Length > 64 ? name[..64] + "…" : name;

    private static FrozenSet<string> Set(string names) => names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
