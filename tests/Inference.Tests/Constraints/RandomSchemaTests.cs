using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.Inference.Constraints;
using Switchyard.Inference.Tokenization;
using Switchyard.Tests.Common.Peers;

namespace Switchyard.Inference.Tests.Constraints;

/// <summary>Random schemas, random texts under them, and another implementation's judgement. <c>SWITCHYARD_SCHEMA_CASES</c> says how many; the full run takes 10,000.</summary>
public sealed class RandomSchemaTests
{
    private const int FirstSeed = 20_000;
    private const int StepsPerCheck = 250;

    private static int Cases => int.Parse(Environment.GetEnvironmentVariable("SWITCHYARD_SCHEMA_CASES") ?? "500");

    [Fact]
    public async Task Texts_OfRandomSchemas_AreValidToAjv()
    {
        var tokenizer = Tokenizer.Load(Path.Combine(PocketModel.Folder, "tokenizer.json"));
        var vocabulary = ConstraintVocabulary.Create(tokenizer, 2048);
        var compiler = new ConstraintCompiler(vocabulary, 4);
        await using var ajv = NodePeer.Start("schema.mjs");
        var unfinished = 0;

        for (var seed = FirstSeed; seed < FirstSeed + Cases; seed++)
        {
            var schema = new SchemaGenerator(seed).Create();
            var text = Write(compiler, vocabulary, schema, seed);
            if (text is null)
            {
                unfinished++;
                continue;
            }

            using var parsed = JsonDocument.Parse(text);
            var answer = await ajv.AskAsync(new JsonObject { ["schema"] = schema.DeepClone(), ["values"] = new JsonArray(text) }, TestContext.Current.CancellationToken);
            Assert.True(answer.Error is null && answer.Result![0] is null, $"Seed {seed}: {answer.Error ?? (string?)answer.Result![0]}\n{schema.ToJsonString()}\n{text}");
        }

        TestContext.Current.SendDiagnosticMessage("{0} cases from seed {1}, {2} unfinished", Cases, FirstSeed, unfinished);
        Assert.InRange(unfinished, 0, Cases / 100);
    }

    private static string? Write(ConstraintCompiler compiler, ConstraintVocabulary vocabulary, JsonNode schema, int seed)
    {
        try
        {
            var constraint = compiler.CompileJsonSchema(JsonSerializer.SerializeToElement(schema));
            return new RandomWalk(vocabulary, seed).Write(constraint, StepsPerCheck);
        }
        catch (Exception exception) when (exception is ConstraintException or InvalidOperationException or Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"Seed {seed}: {exception.Message}\n{schema.ToJsonString()}", exception);
        }
    }
}
