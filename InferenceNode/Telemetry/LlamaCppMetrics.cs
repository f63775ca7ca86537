namespace Switchyard.InferenceNode.Telemetry;

/// <summary>The metrics of llama.cpp's server, with the same names and meanings; all of them are read from the engines' statistics.</summary>
internal static class LlamaCppMetrics
{
    public static void Add(EngineReadings readings)
    {
        readings.AddCounter("llamacpp/prompt_tokens", "Prompt tokens processed.", static engine => engine.PromptTokens - engine.PrefixHitTokens);
        readings.AddCounter("llamacpp/prompt_seconds", "Time spent on prompts.", static engine => engine.PrefillTime.TotalSeconds);
        readings.AddCounter("llamacpp/tokens_predicted", "Generated tokens.", static engine => engine.GeneratedTokens);
        readings.AddCounter("llamacpp/tokens_predicted_seconds", "Time spent on generating.", static engine => engine.DecodeTime.TotalSeconds);
        readings.AddCounter("llamacpp/n_decode", "Decode runs.", static engine => engine.DecodeSteps);
        readings.AddGauge("llamacpp/n_tokens_max", "Most tokens a sequence has had.", static engine => engine.LongestSequence);
        readings.AddGauge("llamacpp/n_busy_slots_per_decode", "Mean number of requests in a decode run.", static engine => Divide(engine.DecodeRows, engine.DecodeSteps));
        readings.AddGauge("llamacpp/prompt_tokens_seconds", "Prompt tokens per second of prompt processing.", static engine => Divide(engine.PromptTokens - engine.PrefixHitTokens, engine.PrefillTime.TotalSeconds));
        readings.AddGauge("llamacpp/predicted_tokens_seconds", "Generated tokens per second of generating.", static engine => Divide(engine.DecodeRows, engine.DecodeTime.TotalSeconds));
        readings.AddGauge("llamacpp/requests_processing", "Requests that hold a slot.", static engine => engine.Running);
        readings.AddGauge("llamacpp/requests_deferred", "Requests that wait for a slot.", static engine => engine.Waiting);
    }

    private static double Divide(double dividend, double divisor) => divisor > 0 ? dividend / divisor : 0;
}
