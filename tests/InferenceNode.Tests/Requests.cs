namespace Switchyard.InferenceNode.Tests;

/// <summary>Request bodies that several tests send.</summary>
internal static class Requests
{
    public const string Calculator = """{"type":"function","function":{"name":"calculator","description":"Evaluate an arithmetic expression.","parameters":{"type":"object","properties":{"expression":{"type":"string"}}}}}""";

    public const string Capital = """{"model":"pocket","messages":[{"role":"user","content":"What is the capital of France?"}]}""";

    public const string Calculation = """{"model":"pocket","messages":[{"role":"user","content":"What is 15*23?"}],"tools":[""" + Calculator + "]}";

    public const string Endless = """{"stream":true,"messages":[{"role":"user","content":"Go on."}]}""";

    public const string EndlessText = """{"max_tokens":900,"prompt":"Go on."}""";

    public static string With(string request, string members) => request[..^1] + "," + members + "}";
}
