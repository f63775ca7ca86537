using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;

// dotnet run --project samples/jobs/AskLater -- "What is the capital of France?" [http://localhost:7170]
var question = args.ElementAtOrDefault(0) ?? "What is the capital of France?";
var router = args.ElementAtOrDefault(1) ?? "http://localhost:7170";

// Ctrl-C ends this program, not the job.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, interrupt) =>
{
    interrupt.Cancel = true;
    stop.Cancel();
};

using var http = new HttpClient { BaseAddress = new Uri(router) };
var jobs = new SwitchyardClient(http).Jobs;
try
{
    var body = JsonSerializer.SerializeToElement(
        new ChatCompletionRequest { Messages = [new ChatMessage { Role = "user", Content = question }] }, OpenAIJsonContext.Default.ChatCompletionRequest);
    var job = await jobs.SubmitAsync(new SubmitJobRequest { Body = body, Priority = "high" }, stop.Token);
    Console.WriteLine($"Job {job.Id}:");

    await foreach (var news in jobs.FollowAsync(job.Id, stop.Token))
    {
        Console.Write(news.Text);
    }

    var answer = JsonSerializer.Deserialize(await jobs.WaitAsync(job.Id, stop.Token), OpenAIJsonContext.Default.ChatCompletion)!;
    Console.WriteLine($"\n{answer.Model} took {answer.Usage?.TotalTokens} tokens.");
    return 0;
}
catch (JobEndedException ended)
{
    Console.Error.WriteLine($"There is no answer: {ended.Message}");
}
catch (RouterRefusedException refused)
{
    Console.Error.WriteLine($"The Router refuses ({refused.Code}): {refused.Message}");
}
catch (HttpRequestException)
{
    Console.Error.WriteLine($"No Router answers at {router}; ./run.sh starts one.");
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("No longer followed; the job goes on.");
}

return 1;
