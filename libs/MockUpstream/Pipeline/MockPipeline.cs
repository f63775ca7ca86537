using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.MockUpstream.Delivery;
using Switchyard.MockUpstream.Dialects;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>The way of a request: read, recorded, given its scenario, composed (or found among what was composed before), and sent.</summary>
internal sealed class MockPipeline(MockServerOptions options, ScenarioBook book, RequestLog log)
{
    private const string ScenarioHeader = "x-mock-scenario";

    /// <summary>What the scenario of requests about models is put under.</summary>
    private const string ModelsName = "models";

    private readonly RenditionBuilder _builder = new(options.TimeProvider, options.Seed);
    private readonly ModelShelf _shelf = new(options.Models);
    private readonly RenditionPlayer _player = new(options.TimeProvider);

    public async Task HandleAsync(HttpContext context)
    {
        var body = await BodyReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var record = Record(context.Request, body);
        var state = RequestState.Disconnected;
        try
        {
            var rendition = await ComposeAsync(context.Request, body, record).ConfigureAwait(false);
            var complete = await _player.PlayAsync(context, rendition, RequestId.Of(options.Seed, record.Number), record).ConfigureAwait(false);
            state = complete ? RequestState.Completed : RequestState.Broken;
        }
        catch (OperationCanceledException)
        {
            // The caller left, or the server stops; the record says so.
        }
        finally
        {
            log.End(record, state, options.TimeProvider.GetUtcNow());
        }
    }

    private RecordedRequest Record(HttpRequest request, byte[] body)
    {
        var number = log.Begin();
        if (!log.Keeps)
        {
            return new RecordedRequest(number, request.Method, string.Empty, new Dictionary<string, string>(), [], options.TimeProvider.GetUtcNow());
        }

        var headers = request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var record = new RecordedRequest(number, request.Method, request.Path + request.QueryString, headers, body, options.TimeProvider.GetUtcNow());
        log.Add(record);
        return record;
    }

    private async ValueTask<Rendition> ComposeAsync(HttpRequest request, byte[] body, RecordedRequest record)
    {
        var operation = Routes.Find(request, out var model);
        var dialect = operation?.Dialect ?? Routes.DialectOf(request.Path.Value ?? string.Empty);
        if (operation is null)
        {
            return RenditionBuilder.Error(dialect, new UpstreamError(404, $"Invalid URL ({request.Method} {request.Path})"));
        }

        if (!ApiKeyCheck.Passes(request, dialect, options.ApiKey))
        {
            return RenditionBuilder.Error(dialect, new UpstreamError(401));
        }

        try
        {
            using var document = operation.TakesForms ? await FormFields.ReadAsync(request.ContentType, body, request.HttpContext.RequestAborted).ConfigureAwait(false) : operation.HasBody ? JsonDocument.Parse(body) : null;
            var read = operation.Read(document?.RootElement ?? default, model);
            return Compose(operation, read with { InputTokens = CountTokens(body, model.Length > 0 ? 0 : read.Model.Length), Models = _shelf.Models }, request.Headers[ScenarioHeader], record);
        }
        catch (JsonException exception)
        {
            return RenditionBuilder.Error(dialect, new UpstreamError(400, $"We could not parse the JSON body of your request. ({exception.Message})"));
        }
        catch (BadRequestException exception)
        {
            return RenditionBuilder.Error(dialect, new UpstreamError(400, exception.Message));
        }
        catch (ScenarioException exception)
        {
            return RenditionBuilder.Error(dialect, new UpstreamError(400, exception.Message));
        }
    }

    // Four bytes a token. The model does not count: with the name of a scenario in it, it would change the usage.
    private static int CountTokens(byte[] body, int modelLength) => Math.Max(1, (body.Length - modelLength) / 4);

    private Rendition Compose(Operation operation, ApiRequest request, string? header, RecordedRequest record)
    {
        var scenario = book.Find(operation.HasBody ? request.Model : ModelsName, header, operation.HasBody, out var model);
        model = operation.HasBody ? model : request.Model;
        record.Scenario = scenario.Name;
        if (operation.Refuse(model, _shelf) is { } refusal)
        {
            return RenditionBuilder.Error(operation.Dialect, refusal);
        }

        var rendition = Compose(operation, request, model, scenario);
        return rendition.Status == StatusCodes.Status200OK && operation.IsDone(rendition.Transcript.Bytes) ? rendition with { Effect = () => operation.Apply(model, _shelf) } : rendition;
    }

    private Rendition Compose(Operation operation, ApiRequest request, string model, ActiveScenario scenario)
    {
        var drawn = scenario.Draw(model);
        var key = new RenditionKey(operation, model, request.Stream, request.IncludeUsage, request.ShowReasoning, request.Choices, request.MaxTokens, request.InputTokens, drawn);
        if (request.IsPlain && operation.Generates && scenario.Renditions.Find(key) is { } kept)
        {
            return kept;
        }

        var faults = scenario.Faults(drawn);
        var rendition = _builder.Build(operation, request, model, scenario.Scenario, faults);
        if (request.IsPlain && operation.Generates && faults.Find(FaultKind.Status)?.RetryAfter != RetryAfterForm.Date)
        {
            scenario.Renditions.Keep(key, rendition);
        }

        return rendition;
    }
}
