using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream.Answers;
using Switchyard.MockUpstream.Pipeline;

namespace Switchyard.MockUpstream.Dialects.Ollama;

/// <summary><c>POST /api/pull</c>: each piece of the scenario's text is a mebibyte that arrived, so that its number, pace and faults are the progress'. Whoever hears of success finds the model listed.</summary>
internal sealed class PullOperation() : Operation(Dialect.Ollama)
{
    private const long StepBytes = 1024 * 1024;
    private const string Success = """{"status":"success"}""";

    public override StreamSyntax Syntax => StreamSyntax.Lines;

    public override ApiRequest Read(JsonElement body, string model) => new()
    {
        Model = OllamaText.ModelOf(body),
        Stream = Json.Flag(body, "stream", otherwise: true),
    };

    public override string Whole(Answer answer, ApiRequest request) => Success;

    public override void Stream(Answer answer, ApiRequest request, List<StreamEvent> events)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(answer.Model)));
        var steps = answer.First.Text.Count;
        Add(EventRoles.None, """{"status":"pulling manifest"}""");
        for (var step = 1; step <= steps; step++)
        {
            Add(EventRoles.Token, $$"""{"status":"pulling {{digest[..12]}}","digest":"sha256:{{digest}}","total":{{steps * StepBytes}},"completed":{{step * StepBytes}}}""");
        }

        Add(EventRoles.None, """{"status":"verifying sha256 digest"}""");
        Add(EventRoles.None, """{"status":"writing manifest"}""");
        Add(EventRoles.Terminator, Success);

        void Add(EventRoles roles, string line) => events.Add(new StreamEvent(roles, null, line));
    }

    public override bool IsDone(ReadOnlySpan<byte> body) => body.IndexOf(Encoding.UTF8.GetBytes(Success)) >= 0;

    public override void Apply(string model, ModelShelf shelf) => shelf.Add(model);
}
